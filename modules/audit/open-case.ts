import type { OpeningLeaf } from './leaf-kinds.ts';
import { checkNumber } from './pools.ts';
import { checkFiledLane } from './priority.ts';
import { addTask, report, type Case, type Queue, type State } from './state.ts';

const NORMAL = 2;

/** A submission, or a running case brought from elsewhere: its index is its place. */
export function openCase(state: State, leaf: OpeningLeaf, index: number): void {
  const queue = checkNumber(state, leaf, index);
  const of: Case = {
    ref: index,
    events: [index],
    acts: [],
    tasks: new Map(),
    lane: leaf.k === 'submit' ? leaf.lane : NORMAL,
    grant: undefined,
    accepted: undefined,
  };
  addTask(of, { n: 0, queue, entry: index });
  state.cases.set(index, of);
  if (leaf.k === 'submit') checkFiledLane(state, leaf, index);
  else checkDeclaredOrder(state, queue, { order: leaf.order, index });
}

interface Declared {
  readonly order: number;
  readonly index: number;
}

/** M4: running cases are brought over in the order that they were declared to have. */
function checkDeclaredOrder(state: State, queue: Queue, declared: Declared): void {
  const last = queue.lastDeclaredOrder;
  if (last !== undefined && declared.order <= last.order)
    report(state, 'migrated.out-of-order', {
      index: declared.index,
      leaves: [last.index],
      values: { q: queue.code, order: declared.order, last: last.order },
    });
  queue.lastDeclaredOrder = declared;
}
