import { z } from 'zod';
import { barring } from '#queue';
import { officerAct, officerInput } from './officer-acts.ts';

export const AcceptInput = z.strictObject(officerInput);

/** Accepts the case in hand (受理). Whoever accepts is barred from deciding it (受审分离). */
export const accept = officerAct(AcceptInput, {
  command: 'accept',
  details: () => ({}),
  followers: ({ record, takeIndex, officer }) => [
    barring({ caseId: record.id, officer: officer.officer, index: takeIndex, stage: 'decision' }),
  ],
});
