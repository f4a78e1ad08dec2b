import { setting, type World } from '#kernel';
import { itemByVersion } from '#catalogue';
import { officerProfile, type Officer } from '#identity';
import { forsaken, heldUnder } from '#queue';
import { caseById } from './case-store.ts';
import { colleagueViews, type ColleagueView } from './colleagues.ts';
import type { ShortNo } from './numbers.ts';
import { taskNames } from './task-names.ts';

/** A task in a colleague's hand, as the head of the unit sees it: who has it and since when, nothing of what was filed. */
export interface HandCard {
  readonly no: ShortNo;
  /** Number of the task within its case. */
  readonly n: number;
  readonly itemName: string;
  readonly stage: string;
  readonly stageName?: string;
  readonly holder: string;
  readonly takenAt: Date;
  readonly touchedAt: Date;
  /** Whether the holder is away, so that it may be handed on. */
  readonly away: boolean;
  readonly colleagues: readonly ColleagueView[];
}

const MINUTE_MS = 60_000;

/** What is in hand in the unit of whoever approves for it. */
export async function handsView(world: World, head: Officer): Promise<readonly HandCard[]> {
  const before = new Date(world.clock.now().getTime() - (await setting(world.db, 'desk.awayMinutes')) * MINUTE_MS);
  const away = await forsaken(world.db, { before });
  const cards: HandCard[] = [];
  for (const task of await heldUnder(world.db, { officer: head.officer, role: 'approver' })) {
    const record = task.officer === head.officer ? undefined : await caseById(world.db, task.caseId);
    if (record === undefined) continue;
    const { elements } = await itemByVersion(world.db, record.itemVersion);
    const stageName = (await taskNames(world.db, record))(task.n);
    cards.push({
      no: record.shortNo,
      n: task.n,
      itemName: elements.name,
      stage: task.pool.stage,
      ...(stageName === undefined ? {} : { stageName }),
      holder: (await officerProfile(world, task.officer)).name,
      takenAt: task.takenAt,
      touchedAt: task.touchedAt,
      away: away.some(({ caseId, n }) => caseId === task.caseId && n === task.n),
      colleagues: await colleagueViews(world, record, { ...task, by: head.officer }),
    });
  }
  return cards;
}
