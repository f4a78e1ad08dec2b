import type { Db } from '#kernel';
import { casesOfPeriod, stampsOf, type CaseStamps, type Period } from './stamps-store.ts';

/** So many at a time: the ids of a month are few bytes each, what happened to its cases is not. */
const TOGETHER = 5_000;

/**
 * Every case to which something happened in a period, or that waited for a decision when it ended, as it stood then:
 * the same whenever somebody asks, because what happened is only ever added to.
 */
export async function* stampedCases(db: Db, period: Period): AsyncGenerator<readonly CaseStamps[], void> {
  const ids = await casesOfPeriod(db, period);
  for (let at = 0; at < ids.length; at += TOGETHER)
    yield await stampsOf(db, ids.slice(at, at + TOGETHER), period.until);
}
