import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Db } from '#kernel';
import { footingAt, ladderOf, rungsOf } from '../index.ts';
import { ledgersOf } from '../ledger-store.ts';
import { effects, lastMoment, subjectOf } from './city.ts';

/**
 * What came to pass is what follows from the ledgers alone, at the same moments, and for each subject in legal order.
 * @returns how many rungs were compared
 */
export async function assertRecomputable(db: Db, cases: number): Promise<number> {
  const footing = await footingAt(db, lastMoment);
  let compared = 0;
  for (let at = 0; at < cases; at += 1) {
    const kept = await rungsOf(db, subjectOf(at));
    const moments = kept.map(({ legalAt }) => legalAt.getTime());
    assert.deepEqual(
      moments,
      moments.toSorted((one, other) => one - other),
    );
    const follows = (await ledgersOf(db, [subjectOf(at)])).flatMap((clock) =>
      ladderOf(clock, footing.calendars(clock.region), footing.rules)
        .filter((step) => step.at <= lastMoment)
        .map((step) => `${clock.id} ${step.rung} ${step.at.toISOString()}`),
    );
    const was = kept.map(({ clock, rung, legalAt }) => `${clock} ${rung} ${legalAt.toISOString()}`);
    assert.deepEqual(was.toSorted(), follows.toSorted());
    compared += was.length;
  }
  return compared;
}

/** Each effect happened once, whoever broke in the middle of it. @returns how many there were */
export async function assertOnce(db: Db): Promise<number> {
  const done = await effects(db);
  assert.equal(new Set(done).size, done.length);
  const { rows } = await sql<{ told: string }>`
    select r.clock_id || ' ' || case when r.rung like 'resume:%' then 'resume' else r.rung end as told
    from clocks.rung r`.execute(db);
  assert.deepEqual(done.toSorted(), rows.map(({ told }) => told).toSorted());
  return done.length;
}

/** Everything that came to pass, by subject and legal order; ids are not the same in two cities. */
export async function history(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ told: string }>`
    select concat_ws(' ', c.subject, c.kind, c.round, split_part(r.rung, ':', 1), r.legal_at, c.stopped_at) as told
    from clocks.rung r join clocks.clock c on c.id = r.clock_id
    order by c.subject, row_number() over (partition by c.subject order by r.seq)`.execute(db);
  return rows.map(({ told }) => told);
}
