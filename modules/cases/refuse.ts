import { z } from 'zod';
import { Article, officerAct, Reason, writingInput } from './officer-acts.ts';

export const RefuseInput = z.strictObject({
  ...writingInput,
  reason: Reason,
  remedy: Reason,
  article: z.union([z.literal(''), Article]).default(''),
});

/** Does not accept the case in hand (不予受理); the reason and the remedy are told (行政许可法 32). Closes the case. */
export const refuse = officerAct(RefuseInput, {
  command: 'refuse',
  details: ({ reason, remedy, article }) => ({ reason, remedy, ...(article === '' ? {} : { article }) }),
});
