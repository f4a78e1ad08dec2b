import { z } from 'zod';

const Index = z.number().int().nonnegative();

/** The public fields that the order rules need; what a leaf holds besides is no business of theirs. */
const PublicLeaf = z.looseObject({
  k: z.string(),
  ref: Index.optional(),
  prev: Index.optional(),
  q: z.string().optional(),
  qn: Index.optional(),
  n: Index.optional(),
  lane: Index.optional(),
  sk: z.array(Index).optional(),
});
type PublicLeaf = z.output<typeof PublicLeaf>;

/** A rule that the public record shows broken, with the leaf at which it shows. */
export interface Finding {
  readonly rule: 'M2' | 'M3' | 'M4' | 'M5' | 'M12';
  readonly index: number;
  readonly text: string;
}

interface Task {
  readonly ref: number;
  readonly n: number;
  readonly q: string;
  readonly lane: number;
  state: 'eligible' | 'held' | 'taken' | 'done';
}

interface Log {
  readonly findings: Finding[];
  readonly tasks: Map<string, Task>;
  /** Eligible tasks per queue. */
  readonly waiting: Map<string, Set<Task>>;
  readonly nextNumber: Map<string, number>;
  readonly lastOfCase: Map<number, number>;
  /** Which case an event belongs to, by its submission. */
  readonly caseOf: Map<number, number>;
  /** Every task that a case has had. */
  readonly tasksOf: Map<number, Task[]>;
}

const NORMAL_LANE = 2;

/**
 * Recomputes the order rules from public leaves alone: M2 dense queue numbers, M3 unbroken chains, M4 nobody taken
 * before the head of the queue, M5 a task is taken again only after a release or resume, M12 known kinds.
 * @param leaves the bytes of every leaf from index 0 on.
 */
export function checkFairness(leaves: Iterable<Uint8Array>): readonly Finding[] {
  const log = emptyLog();
  let index = 0;
  for (const bytes of leaves) {
    const leaf = PublicLeaf.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    checkChain(log, leaf, index);
    const apply = effects[leaf.k];
    if (apply === undefined) report(log, 'M12', { index, text: `unknown kind ${leaf.k}` });
    else apply(log, leaf, index);
    index += 1;
  }
  return log.findings;
}

function emptyLog(): Log {
  return {
    findings: [],
    tasks: new Map(),
    waiting: new Map(),
    nextNumber: new Map(),
    lastOfCase: new Map(),
    caseOf: new Map(),
    tasksOf: new Map(),
  };
}

function report(log: Log, rule: Finding['rule'], finding: Omit<Finding, 'rule'>): void {
  log.findings.push({ rule, ...finding });
}

/** M3: every event of a case names the case's previous event, so that a chain can neither break nor fork. */
function checkChain(log: Log, leaf: PublicLeaf, index: number): void {
  const ref = leaf.k === 'submit' ? index : leaf.ref;
  if (ref === undefined) return;
  const last = log.lastOfCase.get(ref);
  if (leaf.k !== 'submit' && (last === undefined || leaf.prev !== last))
    report(log, 'M3', { index, text: `prev is ${String(leaf.prev)}, the case's last event is ${String(last)}` });
  log.lastOfCase.set(ref, index);
  log.caseOf.set(index, ref);
}

type Effect = (log: Log, leaf: PublicLeaf, index: number) => void;

const nothing: Effect = () => undefined;

const effects: Readonly<Record<string, Effect>> = {
  rule: nothing,
  keys: nothing,
  submit: (log, leaf, index) => enter(log, { ...leaf, ref: index, n: 0 }, index),
  ready: enter,
  hold: (log, leaf) => move(log, leaf, 'held'),
  resume: (log, leaf) => move(log, leaf, 'eligible'),
  release: (log, leaf) => move(log, leaf, 'eligible'),
  take,
  accept: (log, leaf) => move(log, leaf, 'done'),
  refuse: endCase,
  decide: (log, leaf) => move(log, leaf, 'done'),
  deliver: endCase,
  withdraw: endCase,
  close: endCase,
};

/** M2: the numbers of a queue are dense, so that a ticket cannot vanish unseen. */
function enter(log: Log, leaf: PublicLeaf, index: number): void {
  const { ref = -1, n = -1, q = '' } = leaf;
  const expected = log.nextNumber.get(q) ?? 1;
  if (leaf.qn !== expected) report(log, 'M2', { index, text: `number ${String(leaf.qn)} in ${q}, not ${expected}` });
  log.nextNumber.set(q, (leaf.qn ?? expected) + 1);
  endTasks(log, ref);
  const task: Task = { ref, n, q, lane: leaf.lane ?? NORMAL_LANE, state: 'eligible' };
  log.tasks.set(key(ref, n), task);
  log.tasksOf.set(ref, [...(log.tasksOf.get(ref) ?? []), task]);
  queue(log, q).add(task);
}

/** M4 and M5, at the moment of the take. */
function take(log: Log, leaf: PublicLeaf, index: number): void {
  const task = log.tasks.get(key(leaf.ref, leaf.n));
  if (task === undefined || task.q !== leaf.q) {
    report(log, 'M4', { index, text: 'a task that is not in this queue was taken' });
    return;
  }
  if (task.state !== 'eligible') report(log, 'M5', { index, text: `the task was ${task.state} when it was taken` });
  const barred = new Set((leaf.sk ?? []).map((event) => log.caseOf.get(event)));
  for (const other of queue(log, task.q)) {
    if (other === task || barred.has(other.ref) || !before(other, task)) continue;
    report(log, 'M4', { index, text: `submission ${other.ref} stood before ${task.ref} in ${task.q}` });
  }
  changeState(log, task, 'taken');
}

function before(one: Task, other: Task): boolean {
  return one.lane === other.lane ? one.ref < other.ref : one.lane < other.lane;
}

function move(log: Log, leaf: PublicLeaf, state: Task['state']): void {
  const task = log.tasks.get(key(leaf.ref, leaf.n));
  if (task !== undefined) changeState(log, task, state);
}

function changeState(log: Log, task: Task, state: Task['state']): void {
  task.state = state;
  const waiting = queue(log, task.q);
  if (state === 'eligible') waiting.add(task);
  else waiting.delete(task);
}

function endCase(log: Log, leaf: PublicLeaf): void {
  if (leaf.ref !== undefined) endTasks(log, leaf.ref);
}

function endTasks(log: Log, ref: number): void {
  for (const task of log.tasksOf.get(ref) ?? []) changeState(log, task, 'done');
}

function queue(log: Log, q: string): Set<Task> {
  const known = log.waiting.get(q);
  if (known !== undefined) return known;
  const fresh = new Set<Task>();
  log.waiting.set(q, fresh);
  return fresh;
}

function key(ref: number | undefined, n: number | undefined): string {
  return `${String(ref)}/${String(n)}`;
}
