import type { GrantLeaf, Lane, PriorityRuleLeaf, SubmitLeaf, TakeLeaf } from './leaf-kinds.ts';
import type { FindingCode } from './finding.ts';
import { NOTICE_S } from './pools.ts';
import { openTasks, report, type Case, type Ground, type State } from './state.ts';

const NORMAL: Lane = 2;
const APPROVERS = 2;

/** M7: a ground of priority is announced a day before it can be used; a second leaf with `until` ends it. */
export function declareGround(state: State, leaf: PriorityRuleLeaf, index: number): void {
  const { ts, from, lane, until } = leaf;
  const text = [leaf.hash, leaf.ground, leaf.basis, lane, from].join('\n');
  if (until !== undefined) {
    for (const ground of state.grounds.values()) if (ground.text === text) ground.end ??= { until, index };
    return;
  }
  if (from < ts + NOTICE_S) report(state, 'rule.too-soon', { index, values: { ground: leaf.ground } });
  state.grounds.set(index, { ts, from, lane, text, end: undefined });
}

/** M7: a submission is in the normal lane; only a grant changes that. */
export function checkFiledLane(state: State, { lane }: SubmitLeaf, index: number): void {
  if (lane !== NORMAL) report(state, 'lane.without-grant', { index, values: { lane } });
}

/** M7 and M8: a grant stands on a rule that is in force, and on two different approvers or a verified credential. */
export function checkGrant(state: State, leaf: GrantLeaf, index: number): void {
  const values = { ref: leaf.ref, lane: leaf.lane, rule: leaf.rule };
  const ground = state.grounds.get(leaf.rule);
  const wrong = groundProblem(ground, leaf);
  const leaves = [leaf.rule, ...(ground?.end === undefined ? [] : [ground.end.index])];
  if (wrong !== undefined) report(state, wrong, { index, leaves, values });
  const { by, credential } = leaf;
  const approved = by === undefined ? credential !== undefined : credential === undefined && by.length === APPROVERS;
  if (!approved) report(state, 'grant.not-approved', { index, values });
  else if (by !== undefined && new Set(by).size < APPROVERS) report(state, 'grant.same-approver', { index, values });
}

function groundProblem(ground: Ground | undefined, { lane, ts }: GrantLeaf): FindingCode | undefined {
  if (ground === undefined) return 'grant.no-rule';
  if (ground.lane !== lane) return 'grant.other-lane';
  if (ground.from < ground.ts + NOTICE_S) return 'grant.rule-too-soon';
  if (ts < ground.from) return 'grant.rule-not-in-force';
  return ground.end !== undefined && ts >= ground.end.until ? 'grant.rule-ended' : undefined;
}

/** The case's tasks and its later ones move to the granted lane, at their own place there. */
export function grantLane(of: Case, { lane }: GrantLeaf, index: number): void {
  const waiting = openTasks(of).filter(({ state }) => state === 'eligible');
  for (const task of waiting) task.queue.waiting[of.lane].remove(task);
  of.lane = lane;
  of.grant = index;
  for (const task of waiting) task.queue.waiting[lane].add(task);
}

/** M9: who takes out of a priority lane cites the grant in force, and nobody cites another one. */
export function checkCitation(state: State, of: Case, { leaf, index }: Taking): void {
  if (leaf.ex === of.grant) return;
  const code = of.grant === undefined ? 'take.no-such-grant' : 'take.grant-not-cited';
  const leaves = [...of.events, ...(leaf.ex === undefined ? [] : [leaf.ex])];
  report(state, code, { index, leaves, values: { ref: of.ref, lane: of.lane } });
}

export interface Taking {
  readonly leaf: TakeLeaf;
  readonly index: number;
}
