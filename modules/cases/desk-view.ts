import { setting, startOfDay, type World } from '#kernel';
import { itemByVersion } from '#catalogue';
import type { Officer } from '#identity';
import { inHandOf, poolMeters, type PoolMeter, type Stage } from '#queue';
import { caseById } from './case-store.ts';
import type { ShortNo } from './numbers.ts';
import { ownClock, type OwnClock } from './route/own-clock.ts';
import { taskNames } from './task-names.ts';

const MINUTE_MS = 60_000;

export interface InHand {
  readonly no: ShortNo;
  readonly itemName: string;
  readonly stage: Stage;
  readonly stageName?: string;
  readonly takenAt: Date;
  /** The time that the route gives to it. */
  readonly clock?: OwnClock;
  /** When it goes back to its place unless the officer works on. */
  readonly leaseUntil: Date;
}

export interface DeskView {
  readonly pools: readonly PoolMeter[];
  readonly inHand?: InHand;
}

/** What an officer sees before taking anything: how full their pools are, and what is in their hand. */
export async function deskView(world: World, officer: Officer): Promise<DeskView> {
  const since = startOfDay(world.clock.now());
  const pools = await poolMeters(world.db, { since, officer: officer.officer });
  const inHand = await inHandView(world, officer);
  return { pools, ...(inHand === undefined ? {} : { inHand }) };
}

async function inHandView(world: World, officer: Officer): Promise<InHand | undefined> {
  const ticket = await inHandOf(world.db, officer.officer);
  const record = ticket && (await caseById(world.db, ticket.caseId));
  if (ticket === undefined || record === undefined) return undefined;
  const item = await itemByVersion(world.db, record.itemVersion);
  const lease = await setting(world.db, 'desk.leaseMinutes');
  const clock = await ownClock(world.db, { caseId: record.id, n: ticket.n, now: world.clock.now() });
  const stageName = (await taskNames(world.db, record))(ticket.n);
  return {
    no: record.shortNo,
    itemName: item.elements.name,
    stage: ticket.pool.stage,
    ...(stageName === undefined ? {} : { stageName }),
    takenAt: ticket.takenAt,
    ...(clock === undefined ? {} : { clock }),
    leaseUntil: new Date(ticket.touchedAt.getTime() + lease * MINUTE_MS),
  };
}
