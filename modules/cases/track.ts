import { timingSafeEqual } from 'node:crypto';
import { countAttempt, forgiveAttempt, parseInput, Refusal, type World } from '#kernel';
import { z } from 'zod';
import { casePlaces, type CasePlace } from './case-places.ts';
import { findCase, findCaseByCaseNo, type CaseRecord } from './case-store.ts';
import { eventsOf } from './event-store.ts';
import { stepsOf, type PlanStep } from './steps.ts';
import { caseClocks, type CaseClock } from './limits/case-clocks.ts';
import { isClosed, type CaseStatus, type EventKind } from './lifecycle.ts';
import { readQueryCode, readShortNo, type ShortNo } from './numbers.ts';

export const TrackInput = z.strictObject({
  no: z.string().trim().min(1).max(60),
  code: z.string().trim().min(1).max(20),
  /** Of the asker's connection, for the rate limit; stored as a keyed digest only. */
  address: z.string(),
});

/** Progress without a name, an answer or a reason: whoever holds number and code sees no more than the state. */
export interface TrackView {
  readonly no: ShortNo;
  readonly status: CaseStatus;
  readonly statusAt: Date;
  readonly receivedAt: Date;
  readonly closed: boolean;
  readonly steps: readonly PlanStep[];
  /** The clocks that have not stopped. */
  readonly clocks: readonly CaseClock[];
  /** Everybody who has it at the moment. */
  readonly places: readonly CasePlace[];
  readonly timeline: readonly { readonly at: Date; readonly kind: EventKind; readonly unit?: string }[];
}

/**
 * Looks a case up by number (short or full) and query code, without a sign-in. Limited per address and per number, so
 * that a code cannot be guessed; a wrong code and an unknown number give the same answer.
 * @throws Refusal cases.no-match, kernel.too-many-attempts
 */
export async function track(world: World, raw: z.input<typeof TrackInput>): Promise<TrackView> {
  const { no, code, address } = parseInput(TrackInput, raw);
  const byAddress = { purpose: 'cases.track.address', subject: address, limit: 'track.attemptsPerHour' } as const;
  await countAttempt(world, byAddress);
  const typed = normalised(no);
  const record = await lookUp(world, typed);
  // However a number is typed, short or full, with or without blanks: it is one number that is being guessed at.
  const subject = record?.shortNo ?? typed;
  const byNumber = { purpose: 'cases.track.number', subject, limit: 'track.attemptsPerHour' } as const;
  await countAttempt(world, byNumber);
  if (!matches(world, record, readQueryCode(code)) || record === undefined)
    throw new Refusal('cases.no-match', { status: 404 });
  // Whoever knows the code has guessed nothing: a village office may look up a hundred cases.
  await forgiveAttempt(world, byAddress);
  await forgiveAttempt(world, byNumber);

  const places = await casePlaces(world.db, record);
  const events = await eventsOf(world.db, record.id);
  return {
    no: record.shortNo,
    status: record.status,
    statusAt: record.statusAt,
    receivedAt: record.receivedAt,
    closed: isClosed(record.status),
    steps: await stepsOf(world.db, record),
    clocks: (await caseClocks(world.db, record.id, world.clock.now())).filter(({ kind }) => kind !== 'task'),
    // A task that is held because its record was lost waits for nobody's supplement; the timeline says why.
    places: record.recordLostAt === undefined ? places : [],
    timeline: events.map(({ at, kind, unit }) => ({ at, kind, ...(unit === undefined ? {} : { unit }) })).toReversed(),
  };
}

async function lookUp(world: World, typed: string): Promise<CaseRecord | undefined> {
  const short = readShortNo(typed);
  return short === undefined ? findCaseByCaseNo(world.db, typed) : findCase(world.db, short);
}

function normalised(no: string): string {
  const plain = no.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
  return readShortNo(plain) ?? plain;
}

/** Compares in constant time, also when there is no such case. */
function matches(world: World, record: CaseRecord | undefined, code: string): boolean {
  const given = world.crypto.blindIndex('cases.query-code', `${record?.id ?? ''}\0${code}`);
  const stored = record?.queryDigest ?? Buffer.alloc(given.length);
  return timingSafeEqual(given, stored);
}
