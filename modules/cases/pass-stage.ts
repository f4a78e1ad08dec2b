import { z } from 'zod';
import { barring } from '#queue';
import { officerAct, officerInput, Reason } from './officer-acts.ts';

export const PassStageInput = z.strictObject({ ...officerInput, opinion: Reason });

/** Ends the examination in hand with an opinion; the next stage opens at the case's own place. */
export const passStage = officerAct(PassStageInput, {
  command: 'pass',
  details: ({ opinion }) => ({ opinion }),
  followers: ({ record, takeIndex, officer }) => [
    barring({ caseId: record.id, officer: officer.officer, index: takeIndex, stage: 'decision' }),
  ],
});
