import { z } from 'zod';
import { barring } from '#queue';
import { officerAct, officerInput } from './officer-acts.ts';

export const officerReleaseReasons = ['absence', 'recusal', 'hand-over'] as const;

export const ReleaseInput = z.strictObject({ ...officerInput, reason: z.enum(officerReleaseReasons) });

/**
 * Gives the task in hand back to its place. Who recuses themselves (公务员法 76) is barred from the whole case, by the
 * index of this release; otherwise the head of the queue would come straight back to them.
 */
export const release = officerAct(ReleaseInput, {
  command: 'release',
  details: ({ reason }) => ({ reason }),
  followers: ({ record, officer, input }) =>
    input.reason === 'recusal'
      ? [barring({ caseId: record.id, officer: officer.officer, index: { plus: 0 }, stage: undefined })]
      : [],
});
