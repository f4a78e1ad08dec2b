import type { OpeningLeaf, OrderKey, QueueRuleLeaf, ReadyLeaf, ServiceLeaf } from './leaf-kinds.ts';
import { keyOf, queueOf, report, type Queue, type Regime, type State } from './state.ts';

/** How long a rule must have stood in the log before it is in force. */
export const NOTICE_S = 86_400;

const orders: Readonly<Record<QueueRuleLeaf['discipline'], OrderKey | undefined>> = {
  fifo: 'ref',
  automatic: 'ref',
  'waiting-list': 'ref',
  'by-acceptance': 'accept',
  hall: 'ready',
  lottery: undefined,
  batch: undefined,
};

/** M7: a queue's first declaration is in force at once, every later one after a day. */
export function declareQueue(state: State, leaf: QueueRuleLeaf, index: number): void {
  const queue = queueOf(state, leaf.q);
  const { from, order = orders[leaf.discipline], quota, discipline, ts } = leaf;
  const [first] = queue.regimes;
  if (first !== undefined && from < ts + NOTICE_S)
    report(state, 'rule.too-soon', { index, leaves: [first.index], values: { q: leaf.q } });
  const effective = first === undefined ? Number.NEGATIVE_INFINITY : Math.max(from, ts + NOTICE_S);
  queue.stage ??= leaf.stage;
  queue.regimes.push({ index, from: effective, order, quota, automatic: discipline === 'automatic' });
  if (first === undefined && order !== undefined) orderBy(queue, order);
}

/** What is declared of a queue at a time. */
export function regimeAt({ regimes }: Queue, ts: number): Regime | undefined {
  return regimes.length < 2 ? regimes[0] : regimes.findLast(({ from }) => from <= ts);
}

/** The leaves that declare what holds for a queue at a time: its first declaration, and the one in force. */
export function declaredBy(queue: Queue, ts: number): readonly number[] {
  return [queue.regimes[0], regimeAt(queue, ts)].flatMap((regime) => (regime === undefined ? [] : [regime.index]));
}

/** Brings the waiting tasks into another order; rare, since a rule is announced a day before. */
export function orderBy(queue: Queue, order: OrderKey): void {
  if (queue.order === order) return;
  queue.order = order;
  for (const line of queue.waiting) {
    const tasks = line.drain();
    for (const task of tasks) task.key = keyOf(task, order);
    for (const task of tasks) line.add(task);
  }
}

/** M2: the numbers of a queue are dense, so that a ticket cannot vanish unseen. */
export function checkNumber(state: State, { q, qn }: OpeningLeaf | ReadyLeaf, index: number): Queue {
  const queue = queueOf(state, q);
  if (queue.regimes.length === 0 && queue.lastEntry === undefined)
    report(state, 'queue.undeclared', { index, values: { q } });
  if (qn !== queue.nextNumber) {
    const leaves = queue.lastEntry === undefined ? [] : [queue.lastEntry];
    report(state, 'number.not-next', { index, leaves, values: { q, qn, expected: queue.nextNumber } });
  }
  queue.nextNumber = qn + 1;
  queue.lastEntry = index;
  return queue;
}

export function serve(state: State, { k, q }: ServiceLeaf, index: number): void {
  const queue = queueOf(state, q);
  if (queue.regimes.length === 0) report(state, 'queue.undeclared', { index, values: { q } });
  queue.paused = k === 'pause' ? index : undefined;
}
