import { z } from 'zod';
import { notFound, openJson, setting, type World } from '#kernel';
import { itemByVersion, type Limit } from '#catalogue';
import { answerRows, askedMaterials, pinnedForm, type AnswerPage } from '#forms';
import type { Resident } from '#identity';
import { casePlaces, type CasePlace } from './case-places.ts';
import { findCase, type CaseRecord } from './case-store.ts';
import { casePlace, openContent } from './content.ts';
import { fileViews, itemCard, materialViews, type FileView, type ItemCard, type MaterialView } from './draft-view.ts';
import { caseFiles, type FileRef } from './file-store.ts';
import { caseClocks, type CaseClock } from './limits/case-clocks.ts';
import { decide, isClosed, type CaseStatus } from './lifecycle.ts';
import { stepsOf, type PlanStep } from './steps.ts';
import type { CaseNo, ShortNo } from './numbers.ts';
import { readShortNo } from './numbers.ts';
import { stateOf } from './act.ts';
import { openSupplement } from './open-supplement.ts';
import { timelineOf, type AutomaticDetails, type TimelineEntry } from './timeline.ts';
import { visitsOfCase, type CaseVisit } from './visit/visits-of-case.ts';
import { isMine } from './whose.ts';

export interface SupplementView {
  readonly askedAt: Date;
  readonly dueOn: Temporal.PlainDate;
  readonly answeredAt?: Date;
  readonly items: readonly {
    readonly no: number;
    readonly text: string;
    readonly material?: string;
    readonly files: readonly FileView[];
  }[];
}

export interface OutcomeView {
  readonly granted: boolean;
  readonly at: Date;
  readonly reason?: string;
  readonly article?: string;
  readonly remedy?: string;
  /** The platform decided it by itself, by these rules. */
  readonly automatic?: AutomaticDetails;
}

export interface CaseView {
  readonly no: ShortNo;
  readonly caseNo: CaseNo;
  readonly queryCode: string;
  readonly item: ItemCard;
  readonly status: CaseStatus;
  readonly statusAt: Date;
  readonly receivedAt: Date;
  readonly closed: boolean;
  /** Held until somebody has looked at it: the ledger tells more of it than the database. */
  readonly recordLost: boolean;
  readonly steps: readonly PlanStep[];
  /** Who has it now and how many are before it; absent once it is closed. */
  readonly place?: CasePlace;
  /** All departments that have it at the moment. */
  readonly places: readonly CasePlace[];
  readonly timeline: readonly TimelineEntry[];
  /** The clocks that have not stopped, what is due first first; those of departments' tasks are theirs. */
  readonly clocks: readonly CaseClock[];
  readonly limits: { readonly statutory?: Limit; readonly promised?: Limit };
  readonly answers: readonly AnswerPage[];
  readonly materials: readonly MaterialView[];
  readonly supplement?: SupplementView;
  readonly outcome?: OutcomeView;
  /** Visits to the site: when, where and what came of them. */
  readonly visits: readonly CaseVisit[];
  readonly mayWithdraw: boolean;
  readonly ledgerIndex: bigint;
  readonly uploadLimits: { readonly maxMegabytes: number; readonly maxFiles: number };
}

/** A case as its applicant sees it. @throws Refusal kernel.not-found, the same for others' cases and for none. */
export async function caseView(world: World, viewer: Resident, no: string): Promise<CaseView> {
  const short = readShortNo(no);
  const record = short && (await findCase(world.db, short));
  if (record === undefined || !isMine(record, viewer)) throw notFound();

  const item = await itemByVersion(world.db, record.itemVersion);
  const { statutoryLimit, promisedLimit } = item.elements;
  const files = await caseFiles(world.db, record.id);
  const places = await casePlaces(world.db, record);
  const place = places.at(-1);
  const timeline = await timelineOf(world, record);
  const supplement = await supplementView(world, record, files);
  const outcome = outcomeOf(timeline);
  const steps = await stepsOf(world.db, record);
  return {
    ...headOf(world, record),
    steps,
    visits: await visitsOfCase(world, record),
    item: await itemCard(world, item),
    ...(place === undefined ? {} : { place }),
    places,
    timeline,
    clocks: (await caseClocks(world.db, record.id, world.clock.now())).filter(({ kind }) => kind !== 'task'),
    limits: {
      ...(statutoryLimit === undefined ? {} : { statutory: statutoryLimit }),
      ...(promisedLimit === undefined ? {} : { promised: promisedLimit }),
    },
    answers: await answersOf(world, record),
    materials: await materialViews(world, item, files),
    ...(supplement === undefined ? {} : { supplement }),
    ...(outcome === undefined ? {} : { outcome }),
    uploadLimits: {
      maxMegabytes: await setting(world.db, 'upload.maxMegabytes'),
      maxFiles: await setting(world.db, 'upload.maxFilesPerMaterial'),
    },
  };
}

function headOf(world: World, record: CaseRecord) {
  return {
    no: record.shortNo,
    caseNo: record.caseNo,
    queryCode: queryCodeOf(world, record),
    status: record.status,
    statusAt: record.statusAt,
    receivedAt: record.receivedAt,
    closed: isClosed(record.status),
    recordLost: record.recordLostAt !== undefined && !isClosed(record.status),
    mayWithdraw: record.recordLostAt === undefined && typeof decide(stateOf(record), 'withdraw') !== 'string',
    ledgerIndex: record.ref,
  };
}

function queryCodeOf(world: World, record: CaseRecord): string {
  return z
    .string()
    .parse(openJson(world.crypto, record.dataKey, `${casePlace(record.id)}:query-code`, record.queryCode));
}

/** What was filed, as text for a page. */
export async function answersOf(world: World, record: CaseRecord): Promise<readonly AnswerPage[]> {
  return (await filedOf(world, record)).rows;
}

/** What was filed, as text for a page, and the numbers of the materials that were asked for after those answers. */
export async function filedOf(
  world: World,
  record: CaseRecord,
): Promise<{ readonly rows: readonly AnswerPage[]; readonly asked: ReadonlySet<number> }> {
  const place = casePlace(record.id);
  const { answers, provenance } = openContent(world.crypto, record.dataKey, { place, sealed: record.content });
  const form = await pinnedForm(world.db, record.formVersion);
  return { rows: answerRows(form, answers, provenance), asked: askedMaterials(form, answers) };
}

/** The one list of what was missing, with the files that answer it. */
export async function supplementView(
  world: World,
  record: CaseRecord,
  files: readonly FileRef[],
): Promise<SupplementView | undefined> {
  const supplement = await openSupplement(world.db, world, record);
  if (supplement === undefined) return undefined;
  const { elements } = await itemByVersion(world.db, record.itemVersion);
  const infos = await fileViews(world, files);
  return {
    askedAt: supplement.askedAt,
    dueOn: supplement.dueOn,
    ...(supplement.answeredAt === undefined ? {} : { answeredAt: supplement.answeredAt }),
    items: supplement.list.map(({ text, material }, no) => {
      const name = elements.materials.find((known) => known.no === material)?.name;
      return {
        no,
        text,
        ...(name === undefined ? {} : { material: name }),
        files: files.flatMap(({ asset, supplementItem }) => (supplementItem === no ? (infos.get(asset) ?? []) : [])),
      };
    }),
  };
}

/** How a case was decided, after its timeline. */
export function outcomeOf(timeline: readonly TimelineEntry[]): OutcomeView | undefined {
  const decision = timeline.find(({ kind }) => kind === 'approved' || kind === 'denied' || kind === 'notAccepted');
  if (decision === undefined) return undefined;
  const { reason, article, remedy, automatic } = decision.details;
  return {
    granted: decision.kind === 'approved',
    at: decision.at,
    ...(reason === undefined ? {} : { reason }),
    ...(article === undefined ? {} : { article }),
    ...(remedy === undefined ? {} : { remedy }),
    ...(automatic === undefined ? {} : { automatic }),
  };
}
