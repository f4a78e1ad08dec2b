import { randomUUID } from 'node:crypto';
import { civilDate, emit, sealJson, type Tx, type World } from '#kernel';
import { append, commit, leafBytes, type Leaf } from '#ledger';
import { recordUse } from '#materials';
import * as queue from '#queue';
import { eventContext } from './event-context.ts';
import { casePlace, sealContent } from './content.ts';
import type { Checked, Submission } from './examine.ts';
import { startFiled, type FiledCase } from './limits/keep-clocks.ts';
import { caseNo, newQueryCode, type ShortNo } from './numbers.ts';
import { planOf } from './plan.ts';
import {
  insertingCases,
  markSubmitted,
  moveFiles,
  nextSerials,
  recordingFilings,
  type FilingEvent,
  type NewCase,
  type Serials,
} from './submission-store.ts';

/** What is filed, and the number that its applicant is told. */
export interface Filing extends Checked {
  readonly pool: queue.PoolRef;
  readonly no: ShortNo;
  /** It stands in a queue of the platform, which looks at it first. */
  readonly automatic: boolean;
}

interface FiledNow {
  readonly case: ShortNo;
  readonly index: bigint;
  readonly leaf: Uint8Array;
}

/**
 * Writes cases with their files, events, tickets, jobs and leaves, each with the index of its filing. `receivedAt` never
 * changes, because deemed acceptance counts from it (行政许可法 32(4)). Ends with the ledger's statement; only the commit
 * may follow.
 */
export async function fileAll(
  tx: Tx,
  world: World,
  filings: readonly Filing[],
): Promise<ReadonlyMap<Submission, FiledNow>> {
  if (filings.length === 0) return new Map();
  const ids = filings.map((filing) => ({ filing, id: randomUUID(), eventId: randomUUID() }));
  await leaveDrafts(tx, ids);
  await emit(tx, 'notifications.tell', ...ids.map(({ eventId }) => ({ event: eventId })));
  if (filings.some(({ automatic }) => automatic)) await emit(tx, 'cases.decideAutomatically', {});
  const sealed = (await numbered(tx, world, ids)).map((each) => ({ ...each, ...sealedFiling(world, each) }));

  const numbers = await drawNumbers(tx, filings);
  // Read before the locks it could be minutes older than its neighbours in the log (rule M11).
  const now = world.clock.now();
  const placed = sealed.map((each, place) => {
    const { pool, submission } = each.filing;
    const qn = numbers[place] ?? none();
    const { bundleRef: bundle } = each.filing.draft;
    const part = bundle === undefined ? {} : { bundle };
    const leaf: Leaf = { k: 'submit', q: pool.code, qn, ...each.commitments, lane: 2, ...part };
    return { ...each, submission, leaf, ticket: { caseId: each.id, pool, qn, place, at: submission.receivedAt } };
  });
  await startFiled(tx, placed.map(filedCase), now);
  const base = await append(tx, now, {
    leaves: placed.map(({ leaf }) => leaf),
    followers: [
      insertingCases(placed.map(({ record }) => record)),
      recordingFilings(placed.map(({ event }) => event)),
      queue.enteringAll(placed.map(({ ticket }) => ticket)),
    ],
  });
  return new Map(
    placed.map(({ submission, record, leaf }, place) => [
      submission,
      { case: record.shortNo, index: base + BigInt(place), leaf: leafBytes(leaf, now, base) },
    ]),
  );
}

function filedCase({ id, filing: { item, submission } }: Identified): FiledCase {
  return { id, unit: item.unit, item, receivedAt: submission.receivedAt };
}

function none(): never {
  throw new Error('There is one of each for every case.');
}

interface Identified {
  readonly filing: Filing;
  readonly id: string;
  readonly eventId: string;
}

/** The files of the drafts become those of the cases, and the drafts end. */
async function leaveDrafts(tx: Tx, filings: readonly Identified[]): Promise<void> {
  const moved = filings.map(({ id, filing: { draft, files } }) => ({
    draft: draft.id,
    caseId: id,
    assets: files.map(({ asset }) => asset),
  }));
  await moveFiles(tx, moved);
  await recordUse(
    tx,
    ...filings.map(({ filing: { draft, submission, no } }, at) => ({
      assets: moved[at]?.assets ?? [],
      caseNo: no,
      purpose: 'filing' as const,
      by: { person: draft.person },
      at: submission.receivedAt,
    })),
  );
  await markSubmitted(tx, moved);
}

interface Numbered extends Identified {
  readonly record: NewCase;
}

/** Draws the case numbers: serials of the item on the day of receipt, in the order of arrival. */
async function numbered(tx: Tx, world: World, filings: readonly Identified[]): Promise<readonly Numbered[]> {
  const series = new Map<string, Serials & { readonly members: Identified[] }>();
  for (const each of filings) {
    const [itemCode, day] = [codeOf(each.filing), civilDate(each.filing.submission.receivedAt).toString()];
    const members = [...(series.get(`${itemCode} ${day}`)?.members ?? []), each];
    series.set(`${itemCode} ${day}`, { itemCode, day, count: members.length, members });
  }
  const all = [...series.values()];
  const firsts = await nextSerials(tx, all);
  const serials = new Map(
    all.flatMap(({ members }, at) => members.map((each, place) => [each, (firsts[at] ?? none()) + place] as const)),
  );
  return filings.map((each) => ({ ...each, record: newCase(world, each, serials.get(each) ?? none()) }));
}

function codeOf({ item: { elements } }: Filing): string {
  return elements.handleItemCode ?? elements.taskCode;
}

function newCase({ crypto }: World, { id, filing }: Identified, serial: number): NewCase {
  const { draft, item, content, no, submission } = filing;
  const { receivedAt } = submission;
  const queryCode = newQueryCode();
  return {
    id,
    shortNo: no,
    caseNo: caseNo(codeOf(filing), receivedAt, serial),
    person: draft.person,
    ...(draft.organisation === undefined ? {} : { organisation: draft.organisation }),
    itemVersion: draft.itemVersion,
    formVersion: draft.formVersion,
    unit: item.unit,
    dataKey: draft.dataKey,
    content: sealContent(crypto, draft.dataKey, { place: casePlace(id), content }),
    queryCode: sealJson(crypto, draft.dataKey, `${casePlace(id)}:query-code`, queryCode),
    queryDigest: Buffer.from(crypto.blindIndex('cases.query-code', `${id}\0${queryCode}`)),
    plan: planOf(item.elements.stages),
    status: 'submitted',
    receivedAt,
    statusAt: receivedAt,
    ...(draft.bundleRef === undefined ? {} : { bundleRef: draft.bundleRef }),
    ...(filing.automatic ? { automatic: 'pending' as const } : {}),
  };
}

interface Sealed {
  readonly commitments: Readonly<Record<'applicant' | 'content' | 'attachments', string>>;
  readonly event: FilingEvent;
}

/** The event of a filing, with what opens the commitments of its leaf. */
function sealedFiling({ crypto }: World, { filing, record, eventId }: Numbered): Sealed {
  const { item, content, files } = filing;
  const { id, caseNo: no, person, organisation = null, dataKey, receivedAt } = record;
  const groups = {
    applicant: commit({ person, organisation }),
    content: commit({ case: no, item: item.id, version: String(item.version), answers: content.answers }),
    attachments: commit({ files: files.map(({ asset, material }) => ({ asset, material })) }),
  };
  const openings = {
    applicant: groups.applicant.opening,
    content: groups.content.opening,
    attachments: groups.attachments.opening,
  };
  return {
    commitments: {
      applicant: groups.applicant.commitment,
      content: groups.content.commitment,
      attachments: groups.attachments.commitment,
    },
    event: {
      id: eventId,
      caseId: id,
      at: receivedAt,
      sealed: sealJson(crypto, dataKey, eventContext(id), { details: {}, openings }),
    },
  };
}

/** Locks the pools and draws a dense number for each, in the order of arrival. */
async function drawNumbers(tx: Tx, filings: readonly Filing[]): Promise<readonly bigint[]> {
  const counts = new Map<number, number>();
  const places = filings.map(({ pool: { id } }) => {
    const place = counts.get(id) ?? 0;
    counts.set(id, place + 1);
    return { id, place };
  });
  await queue.lockPools(tx, [...counts.keys()]);
  const firsts = await queue.nextNumbers(tx, counts);
  return places.map(({ id, place }) => (firsts.get(id) ?? none()) + BigInt(place));
}
