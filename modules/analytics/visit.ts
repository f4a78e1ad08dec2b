import type { CaseHistory, HistoryAct, HistoryTask } from '#cases';
import { STEP } from './steps.ts';
import type { ElementId } from '#routing';

export interface Span {
  readonly from: Date;
  readonly until: Date;
}

/** One task of one case at a step: how it ended, and when it waited and was in somebody's hands. */
export interface Visit {
  /** Undefined where nobody knows which step of the drawing it belongs to. */
  readonly step: ElementId | undefined;
  /** `silent`: silence was consent; `stopped`: nobody answered, because the case or the route went on without. */
  readonly end: 'done' | 'silent' | 'stopped';
  /** Whether anybody took it. */
  readonly taken: boolean;
  readonly openedAt: Date;
  readonly closedAt: Date;
  readonly waiting: readonly Span[];
  readonly working: readonly Span[];
}

/** The visits of a case. What was said and then lost with a database is asked again: only the last time counts. */
export function visitsOf(history: CaseHistory): readonly Visit[] {
  return history.tasks.filter(({ ended }) => ended !== 'lost').map((task) => visitOf(history, task));
}

function visitOf({ acts, status }: CaseHistory, task: HistoryTask): Visit {
  const own = acts.filter(({ n }) => n === task.n);
  const closedAt = task.closedAt ?? acts.at(-1)?.at ?? task.openedAt;
  const spans = spansOf(own, { from: task.openedAt, until: closedAt });
  return {
    step: stepOf(task),
    end: endOf(task, { own, status }),
    taken: own.some(({ kind }) => kind === 'taken'),
    openedAt: task.openedAt,
    closedAt,
    waiting: spans.filter(({ state }) => state === 'waiting'),
    working: spans.filter(({ state }) => state === 'working'),
  };
}

/** Where in the drawing a task stands; undefined where no drawing knows. */
export function stepOf({ stage, element }: HistoryTask): ElementId | undefined {
  return stage === 'examination' ? element : STEP[stage];
}

const answers: ReadonlySet<HistoryAct['kind']> = new Set([
  'accepted',
  'notAccepted',
  'approved',
  'denied',
  'delivered',
]);

interface Around {
  readonly own: readonly HistoryAct[];
  readonly status: CaseHistory['status'];
}

function endOf({ stage, ended }: HistoryTask, { own }: Around): Visit['end'] {
  if (stage !== 'examination') return own.some(({ kind }) => answers.has(kind)) ? 'done' : 'stopped';
  if (ended === 'consented') return 'silent';
  const isPassed = ended === 'passed' || (ended === undefined && own.some(({ kind }) => kind === 'passed'));
  return isPassed ? 'done' : 'stopped';
}

type State = 'waiting' | 'working' | 'held';

/** What an act makes of its task: in a hand, back in its queue, or held until the applicant or an operator has answered. */
const becomes: Readonly<Partial<Record<HistoryAct['kind'], State>>> = {
  taken: 'working',
  released: 'waiting',
  supplementRequested: 'held',
  supplementSubmitted: 'waiting',
};

function spansOf(own: readonly HistoryAct[], { from, until }: Span): readonly (Span & { readonly state: State })[] {
  const spans: (Span & { readonly state: State })[] = [];
  let [since, state]: [Date, State] = [from, 'waiting'];
  for (const { kind, at } of own) {
    const next = becomes[kind];
    if (next === undefined) continue;
    spans.push({ from: since, until: at, state });
    [since, state] = [at, next];
  }
  return [...spans, { from: since, until, state }];
}
