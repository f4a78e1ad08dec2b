import type { Db } from '#kernel';
import type { Stage } from '#queue';
import { routeVersion, stateOf, type RouteNode } from '#routing';
import type { CaseRecord } from './case-store.ts';
import { isClosed, type CaseStatus } from './lifecycle.ts';
import { routeTasks, type RouteTask } from './route/task-store.ts';

export interface PlanStep {
  readonly key: string;
  readonly stage: Stage;
  readonly name?: string;
  /** Short name of the department, where several work on a case. */
  readonly department?: string;
  /** The platform does it by itself. */
  readonly automatic?: boolean;
  /** `stopped` and `never`: the case ended there without, and never came to, an answer of this stage. */
  readonly state: 'done' | 'now' | 'later' | 'stopped' | 'never';
}

/** What a case goes through, and how far along it is: its route, where it has begun, or what its item names. */
export async function stepsOf(db: Db, record: CaseRecord): Promise<readonly PlanStep[]> {
  const tasks = record.n === 0 ? [] : await routeTasks(db, record.id);
  const kept = record.routeVersion === undefined ? undefined : await routeVersion(db, record.routeVersion);
  return stepsFrom(record, { tasks, nodes: kept?.route.nodes ?? [] });
}

interface Known {
  readonly tasks: readonly RouteTask[];
  readonly nodes: readonly RouteNode[];
}

/** The rule of `stepsOf`, pure. */
export function stepsFrom(record: Phased, known: Known): readonly PlanStep[] {
  const now = phaseOf(record);
  const step = (stage: Stage, at: number): PlanStep => ({
    key: stage,
    stage,
    ...nameIn(record, stage),
    state: phaseState(record.status, now, at),
  });
  return [
    step('acceptance', ACCEPTANCE),
    ...(byPlatform(record) ?? reviews(record, known, phaseState(record.status, now, REVIEW))),
    { ...step('decision', DECISION), ...(byPlatform(record) && { automatic: true }) },
    ...(record.plan.some(({ stage }) => stage === 'delivery') ? [step('delivery', DELIVERY)] : []),
  ];
}

const [ACCEPTANCE, REVIEW, DECISION, DELIVERY] = [0, 1, 2, 3];

const fixed: Readonly<Partial<Record<CaseStatus, number>>> = {
  submitted: ACCEPTANCE,
  supplementRequested: ACCEPTANCE,
  supplementSubmitted: ACCEPTANCE,
  notAccepted: ACCEPTANCE,
  approved: DECISION,
  denied: DECISION,
  delivering: DELIVERY,
  delivered: DELIVERY,
};

type Phased = Pick<CaseRecord, 'status' | 'n' | 'acceptN' | 'route' | 'plan' | 'automatic'>;

/** Where a case is, or was when it ended. */
function phaseOf({ status, n, acceptN, route, plan }: Phased): number {
  const known = fixed[status];
  if (known !== undefined) return known;
  if (n === acceptN) return ACCEPTANCE;
  // A case that was accepted before cases had routes went along its plan.
  if (route === undefined) return plan[n]?.stage === 'decision' ? DECISION : REVIEW;
  return stateOf(route.marking) === 'ended' ? DECISION : REVIEW;
}

function phaseState(status: CaseStatus, current: number, at: number): PlanStep['state'] {
  if (at < current) return 'done';
  if (!isClosed(status)) return at === current ? 'now' : 'later';
  if (at > current) return 'never';
  return status === 'withdrawn' || status === 'terminated' ? 'stopped' : 'done';
}

function nameIn({ plan }: Pick<CaseRecord, 'plan'>, stage: Stage): { readonly name?: string } {
  const name = plan.find((each) => each.stage === stage)?.name;
  return name === undefined ? {} : { name };
}

/** Nobody examines what the platform grants, and nobody does while it has not looked yet. */
function byPlatform({ automatic }: Pick<CaseRecord, 'automatic'>): readonly PlanStep[] | undefined {
  return automatic === 'approved' || automatic === 'pending' ? [] : undefined;
}

/** Examinations: the tasks of the route so far and those that it names besides; before it begins, what the item names. */
function reviews(
  { plan, route }: Pick<CaseRecord, 'plan' | 'route'>,
  { tasks, nodes }: Known,
  phase: PlanStep['state'],
): readonly PlanStep[] {
  const named = plan.filter(({ stage }) => stage === 'examination');
  if (route === undefined) return named.map((each, at) => ({ key: `review-${at}`, ...each, state: phase }));
  const shown = tasks.filter(({ ended }) => ended !== 'lost');
  const begun = shown.map(({ n, name, unitName, ended }): PlanStep => {
    const state = ended === undefined ? phase : ended === 'dropped' ? 'never' : 'done';
    return { key: `task-${n}`, stage: 'examination', name, department: unitName, state };
  });
  if (phase !== 'now') return begun;
  const open = nodes.filter(({ id, kind }) => kind === 'user' && !shown.some(({ element }) => element === id));
  return [
    ...begun,
    ...open.map(({ id, name = id }): PlanStep => ({ key: id, stage: 'examination', name, state: 'later' })),
  ];
}
