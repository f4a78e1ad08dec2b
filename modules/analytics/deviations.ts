import type { CaseHistory, Way } from '#cases';
import { deadline } from '#clocks';
import type { Route } from '#routing';
import type { Visit } from './visit.ts';

/** What happened otherwise than drawn and promised: everything that a process map lists, and nothing else. */
export const deviationKinds = [
  'supplement',
  'notAccepted',
  'withdrawn',
  'overBudget',
  'givenBack',
  'vanished',
  'silent',
  'unexpected',
  'askedAgain',
] as const;

export type DeviationKind = (typeof deviationKinds)[number];

/** A case with what is known of how it went. */
export interface Gone {
  readonly history: CaseHistory;
  readonly visits: readonly Visit[];
  readonly way: Way;
}

type Rule = (gone: Gone, drawing: Route) => boolean;

const happened =
  (...kinds: readonly CaseHistory['acts'][number]['kind'][]): Rule =>
  ({ history }) =>
    history.acts.some(({ kind }) => kinds.includes(kind));

const rules: Readonly<Record<DeviationKind, Rule>> = {
  supplement: happened('supplementRequested'),
  notAccepted: happened('notAccepted'),
  withdrawn: happened('withdrawn'),
  overBudget: ({ visits }, drawing) => visits.some((visit) => isOverBudget(visit, drawing)),
  givenBack: ({ history: { acts } }) =>
    acts.some(({ kind, released }) => kind === 'released' && released !== 'timeout'),
  vanished: ({ history: { acts } }) => acts.some(({ released }) => released === 'timeout'),
  silent: ({ visits }) => visits.some(({ end }) => end === 'silent'),
  unexpected: (gone, drawing) => isUnexpected(gone, drawing),
  askedAgain: (gone) => isAskedAgain(gone),
};

/** To whom a deviation could have happened at all: who had it is compared with these, and with nobody else. */
const possible: Readonly<Partial<Record<DeviationKind, Rule>>> = {
  overBudget: ({ visits }, { nodes }) => visits.some(({ step, end }) => end === 'done' && budgetOf(nodes, step)),
  silent: ({ visits }, { nodes }) =>
    visits.some(({ step }) => nodes.some((node) => node.id === step && 'work' in node && node.work.deemed)),
  givenBack: happened('taken'),
  vanished: happened('taken'),
  askedAgain: ({ history }) => history.tasks.length > 0,
};

function budgetOf(nodes: Route['nodes'], step: string | undefined): boolean {
  return nodes.some(({ id, ...node }) => id === step && 'work' in node && node.work.budget !== undefined);
}

/** Whether a case could have gone another way in this respect. */
export function couldDeviate(gone: Gone, kind: DeviationKind, drawing: Route): boolean {
  return possible[kind]?.(gone, drawing) ?? true;
}

/** What of a closed case was otherwise than drawn and promised. */
export function deviationsOf(gone: Gone, drawing: Route): readonly DeviationKind[] {
  return deviationKinds.filter((kind) => rules[kind](gone, drawing));
}

/** Somebody answered later than the route gives the step; silence and what was dropped are no late answers. */
function isOverBudget({ step, end, openedAt, closedAt }: Visit, { nodes }: Route): boolean {
  const node = nodes.find(({ id }) => id === step);
  if (end !== 'done' || node === undefined || !('work' in node) || node.work.budget === undefined) return false;
  return closedAt > deadline(openedAt, node.work.budget);
}

/** A task that is nowhere in the drawing, or an order of tasks to which no way through it leads. */
function isUnexpected(gone: Gone, { nodes }: Route): boolean {
  const { history, visits, way } = gone;
  if (visits.some(({ step }) => step === undefined || !nodes.some(({ id }) => id === step))) return true;
  const wasAccepted = history.acts.some(({ kind }) => kind === 'accepted');
  return wasAccepted && way.fit === 'none' && !isAskedAgain(gone);
}

function isAskedAgain({ history: { acts, tasks } }: Gone): boolean {
  return tasks.some(({ ended }) => ended === 'lost') || acts.some(({ kind }) => kind === 'recordSettled');
}
