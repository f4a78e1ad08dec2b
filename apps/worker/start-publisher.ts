import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import {
  cosign,
  LedgerFault,
  logSize,
  Publisher,
  publication,
  RENEWAL_MS,
  reportCompared,
  reportPublishing,
  requireSignedHistory,
  setQuorumNeeded,
  type LedgerInstallation,
} from '#ledger';
import { setting, type World } from '#kernel';

export interface PublisherWorld extends World {
  readonly ledger: LedgerInstallation;
  readonly log: Logger;
}

const ROUND_MS = 100;
const REST_AFTER_FAULT_MS = 2_000;
/** A log of this size is looked at whole before the program says that it has started. */
const LOOKED_AT_FIRST = 50_000n;
const REPORT_MS = 15_000;
const SCRUB_MS = 1_000;
/** A machine that slept does not compare for what it slept. */
const MOST_CAUGHT_UP_MS = 10_000;

/**
 * Publishes the log: a checkpoint within a second of work, cosigned as soon as witnesses answer.
 * @returns how to stop
 * @throws LedgerFault when the database does not hold the history that was signed
 */
export async function startPublisher(world: PublisherWorld): Promise<() => Promise<void>> {
  const { db, clock, ledger } = world;
  await requireSignedHistory(world, ledger);
  await setQuorumNeeded(db, ledger.policy.quorum !== 'none', clock.now());
  const publisher = new Publisher(world, ledger);
  if ((await logSize(db)) <= LOOKED_AT_FIRST) await publisher.publish();
  await reportPublishing(db, null, clock.now());

  const stopping = new AbortController();
  const loops = [
    publishing(world, publisher, stopping.signal),
    ...(ledger.policy.witnesses.size === 0 ? [] : [cosigning(world, stopping.signal)]),
  ];
  return async () => {
    stopping.abort();
    await Promise.all(loops);
  };
}

async function publishing(world: PublisherWorld, publisher: Publisher, stop: AbortSignal): Promise<void> {
  let [reported, scrubbed] = [Date.now(), Date.now()];
  let problem: string | null = null;
  while (!stop.aborted) {
    let found = await attempt(world, async () => {
      await publisher.publish();
    });
    const elapsed = Date.now() - scrubbed;
    if (elapsed >= SCRUB_MS) {
      scrubbed = Date.now();
      // Also while nothing is signed: a round without a fault lifts the doubt.
      found = (await attempt(world, async () => compare(world, publisher, elapsed))) ?? found;
    }
    if (found !== problem || Date.now() - reported > REPORT_MS) {
      if (found !== null && found !== problem) world.log.error({ problem: found }, 'The ledger is not published');
      [problem, reported] = [found, Date.now()];
      await attempt(world, async () => {
        await reportPublishing(world.db, found, world.clock.now());
        if (publisher.comparedSince !== undefined) await reportCompared(world.db, publisher.comparedSince);
      });
    }
    await rest(found === null ? ROUND_MS : REST_AFTER_FAULT_MS, stop);
  }
}

/** As many rows as are due after this time, so that the rate is kept however long a round takes. */
async function compare({ db }: PublisherWorld, publisher: Publisher, elapsedMs: number): Promise<void> {
  const perSecond = await setting(db, 'ledger.comparedRowsPerSecond');
  await publisher.scrub((perSecond * Math.min(elapsedMs, MOST_CAUGHT_UP_MS)) / 1000);
}

/** @returns the code of what stands in the way; a database that is away for a moment is no such thing. */
async function attempt({ log }: PublisherWorld, work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof LedgerFault) return error.code;
    log.warn({ err: error }, 'The ledger could not be published just now');
    return null;
  }
}

async function cosigning(world: PublisherWorld, stop: AbortSignal): Promise<void> {
  const { db, log, ledger } = world;
  const known = new Map<string, bigint>();
  let [done, renewed, silent] = [-1n, 0, ''];
  while (!stop.aborted) {
    await attempt(world, async () => {
      const { size, problem } = await publication(db);
      // A log that cannot be continued must be seen to stand still.
      if (problem !== undefined || (size === done && Date.now() - renewed < RENEWAL_MS)) return;
      const troubles = await cosign(world, { policy: ledger.policy, files: ledger.files, known });
      [done, renewed] = [size, Date.now()];
      const names = troubles.map(({ witness }) => witness).join(', ');
      if (names !== silent && names !== '') log.warn({ troubles }, 'Witnesses have not cosigned');
      silent = names;
    });
    await rest(ROUND_MS, stop);
  }
}

async function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
