import { z } from 'zod';
import { officerAct, officerInput } from './officer-acts.ts';

export const deliveryMethods = ['electronic', 'window', 'mail'] as const;

export const DeliverInput = z.strictObject({
  ...officerInput,
  method: z.enum(deliveryMethods),
  note: z.string().trim().max(500).default(''),
});

/** Registers that the result reached the applicant (送达, 领取登记) and closes the case. */
export const deliver = officerAct(DeliverInput, {
  command: 'deliver',
  details: ({ method, note }) => ({ method, ...(note === '' ? {} : { note }) }),
});
