import { bundleCards, bundlesInUse } from '#bundles';
import { periodFacts, stampedCases, type PeriodFacts } from '#cases';
import {
  currentItems,
  everydayQueries,
  itemByVersion,
  namedItems,
  namedVersions,
  popularIds,
  type ItemVersionId,
  type Limit,
  type SearchIndex,
} from '#catalogue';
import { WORKDAY_MS } from '#clocks';
import { everyUnit } from '#identity';
import type { Db, World } from '#kernel';
import { lastCheckpoint, MERGE_DELAY_S, ownAudit } from '#ledger';
import { toldOf } from '#notifications';
import { monthOf, periodOf } from '../figures/month.ts';
import { spentOn } from '../figures/spent-on.ts';
import type { AssessedItem, Evidence, Ratio } from './evidence.ts';

/** A port: how a service is found. */
export interface Searches {
  readonly search: Pick<SearchIndex, 'search'>;
}

const MONTHS = 12;
const FIRST = 3;

/** Everything that the platform knows of itself at this moment. */
export async function collectEvidence(world: World & Searches): Promise<Evidence> {
  const { db, clock } = world;
  const at = clock.now();
  // What happened a moment ago may still be on its way into the signed log and the messages.
  const until = new Date(at.getTime() - MERGE_DELAY_S * 1000);
  const from = monthsBefore(until, MONTHS);
  const facts = await periodFacts(db, { from, until }, (await lastCheckpoint(db))?.size ?? 0n);
  const { takes, jumps } = await ownAudit(db);
  const { accepted, deemed, closed, closedInPublic, filings, specials } = facts;
  return {
    at,
    items: await assessedItems(db),
    depths: await depthsOf(db, facts),
    days: await daysOf(db, at),
    deemed: { count: deemed, of: accepted },
    closedInPublic: { count: closedInPublic, of: closed },
    filingsTold: { count: await toldOf(db, filings), of: filings.length },
    specialsTold: { count: await toldOf(db, specials), of: specials.length },
    ...foundBy(world),
    bundles: await bundlesOf(world, from),
    popular: await popularOf(db),
    jumps: { count: jumps, of: takes },
  };
}

function monthsBefore(at: Date, months: number): Date {
  const moment = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('Asia/Shanghai');
  return new Date(moment.subtract({ months }).epochMilliseconds);
}

async function assessedItems(db: Db): Promise<readonly AssessedItem[]> {
  const items = await currentItems(db);
  const versions = await namedVersions(
    db,
    items.map(({ version }) => version),
  );
  const since = new Map(versions.map((each) => [each.version, each.since]));
  const units = new Map((await everyUnit(db)).map(({ id, name }) => [id, name]));
  return items.map(({ id, version, unit, elements }) => ({
    item: id,
    version,
    department: units.get(unit) ?? elements.agency.name,
    since: since.get(version) ?? new Date(0),
    elements,
  }));
}

async function depthsOf(db: Db, { received }: PeriodFacts): Promise<Evidence['depths']> {
  const depths = { received: 0, three: 0, four: 0 };
  for (const { version, count } of received) {
    const { onlineDepth } = (await itemByVersion(db, version)).elements;
    depths.received += count;
    if (onlineDepth === 'III' || onlineDepth === 'IV') depths.three += count;
    if (onlineDepth === 'IV') depths.four += count;
  }
  return depths;
}

/** Days used and days promised, in whole days: of the month before this one. */
async function daysOf(db: Db, at: Date): Promise<Ratio> {
  const period = periodOf(monthOf(monthsBefore(at, 1)));
  const promises = new Map<ItemVersionId, Limit | undefined>();
  let [used, promised] = [0, 0];
  for await (const cases of stampedCases(db, period))
    for (const stamps of cases) {
      if (stamps.decidedAt === undefined || stamps.decidedAt < period.from) continue;
      const { version } = stamps;
      if (!promises.has(version)) promises.set(version, (await itemByVersion(db, version)).elements.promisedLimit);
      const promise = promises.get(version);
      if (promise?.unit !== 'workday' || promise.value === 0) continue;
      used += spentOn(stamps) ?? 0;
      promised += promise.value;
    }
  return { count: Math.round(used / WORKDAY_MS), of: promised };
}

function foundBy({ search: index }: Searches): Pick<Evidence, 'found' | 'foundNothing'> {
  const queries = everydayQueries();
  const results = queries.map(({ query, wanted }) => ({ wanted, result: index.search({ q: query }) }));
  const hits = results.filter(({ wanted, result }) =>
    result.hits.slice(0, FIRST).some(({ lead, others }) => [lead, ...others].some(({ id }) => wanted.includes(id))),
  );
  const nothing = results.filter(({ result }) => result.total === 0);
  return {
    found: { count: hits.length, of: queries.length },
    foundNothing: { count: nothing.length, of: queries.length },
  };
}

async function bundlesOf(world: World, from: Date): Promise<Ratio> {
  const live = await bundleCards(world);
  const used = await bundlesInUse(world.db, from);
  return { count: live.filter(({ id }) => used.has(id)).length, of: live.length };
}

async function popularOf(db: Db): Promise<Ratio> {
  const wanted = popularIds();
  return { count: (await namedItems(db, wanted)).size, of: wanted.length };
}
