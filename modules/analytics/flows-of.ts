import type { ElementId } from '#routing';
import type { Gone } from './deviations.ts';
import { FLOW } from './steps.ts';

/** Every flow of the drawing that a case has taken, those around its route included. */
export function flowsOf({ history: { acts, tasks }, way }: Gone): readonly ElementId[] {
  const did = (kind: (typeof acts)[number]['kind']) => acts.some((act) => act.kind === kind);
  return [
    FLOW.filed,
    ...(did('notAccepted') ? [FLOW.refused] : []),
    ...way.flows,
    ...(did('denied') ? [FLOW.denied] : []),
    ...(did('approved') || tasks.some(({ stage }) => stage === 'delivery') ? [FLOW.granted] : []),
    ...(did('delivered') ? [FLOW.delivered] : []),
  ];
}
