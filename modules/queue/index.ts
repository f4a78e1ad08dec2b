export { assign } from './assign.ts';
export { continueNumbers, type GivenNumber } from './continue-numbers.ts';
export { declarePool, poolRule, type PoolDeclaration } from './declare-pool.ts';
export { findPool, findPools, forsaken, poolsOf, type Forsaken } from './staff-store.ts';
export { poolsOfUnit, stages } from './pools-of-unit.ts';
export { seedPools } from './seed-demo.ts';
export { byTurn, head, type Lane, type PoolRef, type Stage, type TakeRefusal, type Ticket } from './order.ts';
export {
  barring,
  barsAhead,
  endingAll,
  entering,
  enteringAll,
  heads,
  hasTaken,
  inHandOf,
  leaving,
  lockPoolOf,
  lockPools,
  nextNumber,
  nextNumbers,
  taking,
  touch,
  type TicketInHand,
} from './store.ts';
export {
  numbersGiven,
  placeOf,
  poolMeters,
  publicQueue,
  type Place,
  type PoolMeter,
  type PublicQueue,
  type PublicTicket,
} from './views.ts';
export { workingRoles } from './work-of.ts';
