import type { Cursor, Slice, World } from '#kernel';
import { itemByVersion } from '#catalogue';
import { pinnedForm } from '#forms';
import type { Resident } from '#identity';
import { placeOf } from '#queue';
import { casesOf, type CaseRecord } from './case-store.ts';
import { openDrafts } from './draft-store.ts';
import { clocksOfCases, type CaseClock } from './limits/case-clocks.ts';
import type { CaseStatus } from './lifecycle.ts';
import type { ShortNo } from './numbers.ts';

export interface CaseRow {
  readonly no: ShortNo;
  readonly itemName: string;
  readonly status: CaseStatus;
  readonly statusAt: Date;
  readonly receivedAt: Date;
  readonly ahead?: number;
  /** What is due next. */
  readonly clock?: CaseClock;
}

export interface MyCases {
  readonly drafts: readonly { readonly id: string; readonly itemName: string; readonly savedAt: Date }[];
  readonly cases: Slice<CaseRow>;
  /** Cases on all pages. */
  readonly total: number;
}

/** The drafts of the capacity somebody acts in, and a page of its cases, latest first. */
export async function myCases(world: World, viewer: Resident, cursor?: Cursor): Promise<MyCases> {
  const drafts = await openDrafts(world.db, viewer);
  const { total, rows, ...beside } = await casesOf(world.db, viewer, cursor);
  const clocks = await clocksOfCases(
    world.db,
    rows.map(({ id }) => id),
    world.clock.now(),
  );
  return {
    drafts: await Promise.all(
      drafts.map(async ({ id, itemVersion, formVersion, bundle, savedAt }) => ({
        id,
        itemName:
          bundle === undefined
            ? (await itemByVersion(world.db, itemVersion)).elements.name
            : (await pinnedForm(world.db, formVersion)).title,
        savedAt,
      })),
    ),
    cases: {
      ...beside,
      rows: await Promise.all(rows.map(async (record) => toRow(world, record, clocks.get(record.id) ?? []))),
    },
    total,
  };
}

async function toRow(world: World, record: CaseRecord, clocks: readonly CaseClock[]): Promise<CaseRow> {
  const clock = clocks.find(({ kind }) => kind !== 'task');
  const item = await itemByVersion(world.db, record.itemVersion);
  const place = await placeOf(world.db, record.id);
  return {
    no: record.shortNo,
    itemName: item.elements.name,
    status: record.status,
    statusAt: record.statusAt,
    receivedAt: record.receivedAt,
    ...(clock === undefined ? {} : { clock }),
    ...(place?.ahead === undefined ? {} : { ahead: place.ahead }),
  };
}
