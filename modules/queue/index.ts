export { assign } from './assign.ts';
export { automaticHeads, automaticTasks, findAutomaticPool, type AutomaticTask } from './automatic.ts';
export { declarePool, type PoolDeclaration } from './declare-pool.ts';
export {
  findPool,
  findPools,
  staffedPool,
  staffedPools,
  forsaken,
  heldUnder,
  poolsOf,
  staffOf,
  type Forsaken,
  type HeldTask,
} from './staff-store.ts';
export { poolsOfUnit, stages } from './pools-of-unit.ts';
export { seedPools } from './seed-demo.ts';
export { seedGrounds } from './seed-grounds.ts';
export {
  byTurn,
  head,
  isBeyondQuota,
  turnIn,
  type Lane,
  type PoolRef,
  type QueueHeads,
  type Stage,
  type TakeRefusal,
  type Ticket,
} from './order.ts';
export {
  declarePriorityRule,
  endPriorityRule,
  priorityRuleText,
  type PriorityRuleInput,
} from './declare-priority-rule.ts';
export {
  countingTake,
  granting,
  groundInForce,
  grounds,
  isBarred,
  isBarredAt,
  lockGrounds,
  taskPlace,
  unitOfCase,
  type Ground,
  type TaskPlace,
} from './priority-store.ts';
export { barsAhead, heads, type Looker } from './heads.ts';
export { ruledQueues, type RuledQueue } from './bureau-view.ts';
export { queueRules, type DeclaredRule, type PriorityTakes, type QueueRules } from './rules-view.ts';
export { setQuota } from './set-quota.ts';
export { serviceReasons, setService } from './set-service.ts';
export {
  barring,
  endingAll,
  entering,
  enteringAll,
  hasTaken,
  inHandOf,
  leaving,
  lockPoolOf,
  openTasks,
  poolsOfTasks,
  lockPools,
  nextNumber,
  nextNumbers,
  taking,
  touch,
  type LockedPool,
  type TicketInHand,
} from './store.ts';
export { publicQueue, QUEUE_PAGE, type PublicQueue, type PublicTicket, type QueueCursors } from './public-queue.ts';
export { numbersGiven, placeOf, placesOf, poolMeters, stagesOf, type Place, type PoolMeter } from './views.ts';
export {
  adoptCaseTickets,
  stageOfQueue,
  handsOfCase,
  type Hand,
  type RestoredCase,
  type TaskEntry,
} from './restore/adopt-case.ts';
export { adoptQueueLeaves, type RestoredLeaf } from './restore/adopt-leaves.ts';
export { spansOf, type TaskSpan } from './spans-of.ts';
export { workingRoles } from './work-of.ts';
export { openTicketsOf, type OpenTicket } from './open-tickets-in.ts';
