import { z } from 'zod';
import { barring } from '#queue';
import { visitDone } from './visit/visit-done.ts';
import { Article, officerAct, Reason, writingInput } from './officer-acts.ts';

/** What an objection is about, for those who look for patterns in them. */
export const objectionGrounds = ['materials', 'conditions', 'site', 'plan', 'safety', 'other'] as const;

const common = { ...writingInput, opinion: Reason };

/** An objection names what it is about and the law that it rests on. */
export const PassStageInput = z.discriminatedUnion('outcome', [
  z.strictObject({ ...common, outcome: z.literal('agree') }),
  z.strictObject({ ...common, outcome: z.literal('object'), ground: z.enum(objectionGrounds), article: Article }),
]);

/**
 * Ends the examination in hand with an opinion, for or against (行政许可法 34); the route opens what comes next at the
 * case's own place. Whoever examined a case does not decide it. A visit ends with its record signed by all who were there.
 * @throws Refusal cases.visit-unrecorded, cases.visit-unsigned
 */
export const passStage = officerAct(PassStageInput, {
  command: 'pass',
  outcome: ({ outcome }) => outcome,
  also: visitDone,
  details: ({ key: _, case: __, template: ___, ...said }) => said,
  followers: ({ record, takeIndex, officer }) => [
    barring({ caseId: record.id, officer: officer.officer, index: takeIndex, stage: 'decision' }),
  ],
});
