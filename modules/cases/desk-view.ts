import { setting, startOfDay, type World } from '#kernel';
import { itemByVersion } from '#catalogue';
import type { Officer } from '#identity';
import { inHandOf, poolMeters, type PoolMeter, type Stage } from '#queue';
import { caseById } from './case-store.ts';
import { ageingOf, type Ageing } from './limits/ageing.ts';
import { caseClocks, clocksOfTask, type CaseClock } from './limits/case-clocks.ts';
import type { ShortNo } from './numbers.ts';
import { taskNames } from './task-names.ts';

const MINUTE_MS = 60_000;

export interface InHand {
  readonly no: ShortNo;
  readonly itemName: string;
  readonly stage: Stage;
  readonly stageName?: string;
  readonly takenAt: Date;
  /** The clocks that run while it is in hand. */
  readonly clocks: readonly CaseClock[];
  /** When it goes back to its place unless the officer works on. */
  readonly leaseUntil: Date;
}

/** How full a queue is, and what of it has to be done today. */
export interface DeskPool extends PoolMeter {
  readonly ageing: Ageing;
}

export interface DeskView {
  readonly pools: readonly DeskPool[];
  readonly inHand?: InHand;
}

/** What an officer sees before taking anything: how full their pools are, and what is in their hand. */
export async function deskView(world: World, officer: Officer): Promise<DeskView> {
  const since = startOfDay(world.clock.now());
  const meters = await poolMeters(world.db, { since, officer: officer.officer });
  const ageing = await ageingOf(world.db, officer.officer, world.clock.now());
  const pools = meters.map((pool) => ({ ...pool, ageing: ageing.get(pool.code) ?? { today: 0, over: 0 } }));
  const inHand = await inHandView(world, officer);
  return { pools, ...(inHand === undefined ? {} : { inHand }) };
}

async function inHandView(world: World, officer: Officer): Promise<InHand | undefined> {
  const ticket = await inHandOf(world.db, officer.officer);
  const record = ticket && (await caseById(world.db, ticket.caseId));
  if (ticket === undefined || record === undefined) return undefined;
  const item = await itemByVersion(world.db, record.itemVersion);
  const lease = await setting(world.db, 'desk.leaseMinutes');
  const stageName = (await taskNames(world.db, record))(ticket.n);
  return {
    no: record.shortNo,
    itemName: item.elements.name,
    stage: ticket.pool.stage,
    ...(stageName === undefined ? {} : { stageName }),
    takenAt: ticket.takenAt,
    clocks: clocksOfTask(await caseClocks(world.db, record.id, world.clock.now()), ticket.n),
    leaseUntil: new Date(ticket.touchedAt.getTime() + lease * MINUTE_MS),
  };
}
