import { claimKeys, inTransaction, Refusal, type Db, type Tx, type World } from '#kernel';
import { generalUnit } from '#identity';
import type { LeafIndex } from '#ledger';
import { pinnedService, poolKey } from '#publishing';
import * as queue from '#queue';
import { automaticPool } from './automatic/automatic-pool.ts';
import type { DraftRecord } from './draft-store.ts';
import { examine, noPool, type Checked, type Submission } from './examine.ts';
import { fileAll, type Filing } from './file-all.ts';
import { shortNo, type ShortNo } from './numbers.ts';
import { filesOfDrafts, lockDrafts, nextShortSerials, numbersOf } from './submission-store.ts';

/** A case that exists, and the index of its submission. */
export interface Filed {
  readonly case: ShortNo;
  readonly index: LeafIndex;
  /** The bytes of the submission's leaf, where this very request wrote it. */
  readonly leaf?: Uint8Array;
}

type Outcome = PromiseSettledResult<Filed>;
type Outcomes = Map<Submission, Outcome>;

/**
 * Files many applications in one transaction, each exactly once per draft and key, with statements whose number does not
 * depend on theirs. What is wrong with one of them is its own matter; where the database refuses the whole, each is tried
 * alone. Locks drafts, keys, serials, pools and the head of the ledger, each kind in one order: two batches never wait for
 * each other in a circle. No two may ask for the same draft or under the same key.
 * @returns what became of each, in their order.
 */
export async function submitMany(world: World, submissions: readonly Submission[]): Promise<readonly Outcome[]> {
  try {
    return await inTransaction(world.db, async (tx) => settle(tx, world, submissions));
  } catch (error) {
    if (submissions.length === 1 || isUnknown(error)) return submissions.map(() => rejected(error));
    const outcomes: Outcome[] = [];
    for (const submission of submissions) outcomes.push(...(await submitMany(world, [submission])));
    return outcomes;
  }
}

/** Perhaps all of them are filed: whoever tries again learns it, after a commit of their own. */
function isUnknown(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'kernel.outcome-unknown';
}

async function settle(tx: Tx, world: World, submissions: readonly Submission[]): Promise<readonly Outcome[]> {
  const outcomes: Outcomes = new Map();
  const drafts = await lockDrafts(tx, submissions);
  const earlier = await earlierOf(tx, submissions, drafts);
  const others = submissions.filter((submission) => !earlier.has(submission));
  const checked = await checkedOf(tx, world, { submissions: others, drafts, outcomes });
  const filings = await withPools(tx, { db: world.db, checked, outcomes });

  const answers = [
    ...[...earlier].map(([submission, filed]) => ({ submission, no: filed.case })),
    ...filings.map(({ submission, no }) => ({ submission, no })),
  ];
  const claimed = await claimAll(tx, answers, outcomes);
  for (const [submission, filed] of earlier) if (claimed.has(submission)) outcomes.set(submission, fulfilled(filed));
  const fresh = filings.filter(({ submission }) => claimed.has(submission));
  for (const [submission, filed] of await fileAll(tx, world, fresh)) outcomes.set(submission, fulfilled(filed));
  return submissions.map((submission) => outcomes.get(submission) ?? rejected(new Error('Nobody looked at it.')));
}

/** Those whose draft is a case already: pressed twice, or under another key. */
async function earlierOf(
  tx: Tx,
  submissions: readonly Submission[],
  drafts: ReadonlyMap<string, DraftRecord>,
): Promise<ReadonlyMap<Submission, Filed>> {
  const cases = new Map(
    submissions.flatMap((submission) => {
      const caseId = drafts.get(submission.draft)?.submittedCase;
      return caseId === undefined ? [] : [[submission, caseId] as const];
    }),
  );
  const numbers = await numbersOf(tx, [...cases.values()]);
  return new Map(
    [...cases].flatMap(([submission, caseId]) => {
      const filed = numbers.get(caseId);
      return filed === undefined ? [] : [[submission, filed] as const];
    }),
  );
}

interface Asked {
  readonly submissions: readonly Submission[];
  readonly drafts: ReadonlyMap<string, DraftRecord>;
  readonly outcomes: Outcomes;
}

async function checkedOf(tx: Tx, world: World, { submissions, drafts, outcomes }: Asked): Promise<readonly Checked[]> {
  const files = await filesOfDrafts(tx, [...drafts.keys()]);
  const checked: Checked[] = [];
  for (const submission of submissions) {
    const draft = openOnly(drafts.get(submission.draft));
    try {
      checked.push(await examine(tx, world, { submission, draft, files: files.get(submission.draft) ?? [] }));
    } catch (error) {
      outcomes.set(submission, rejected(error));
    }
  }
  return checked;
}

/** The draft of a case that has been erased is nobody's any more. */
function openOnly(draft: DraftRecord | undefined): DraftRecord | undefined {
  return draft?.submittedCase === undefined ? draft : undefined;
}

interface ToBePlaced {
  readonly db: Db;
  readonly checked: readonly Checked[];
  readonly outcomes: Outcomes;
}

async function withPools(tx: Tx, { db, checked, outcomes }: ToBePlaced): Promise<readonly Filing[]> {
  if (checked.length === 0) return [];
  const units = checked.map(({ item }) => item.unit);
  const fallback = (await generalUnit(tx)).id;
  const pools = await queue.findPools(tx, 'acceptance', { units, fallback });
  const serials = await nextShortSerials(tx, checked.length);
  const pinned = await pinnedPools(tx, db, checked);
  const platforms = new Map<Checked, queue.PoolRef>();
  for (const each of checked) {
    const pool = await automaticPool(tx, db, { draft: each.draft, item: each.item, fallback });
    if (pool !== undefined) platforms.set(each, pool);
  }
  return checked.flatMap((each, at) => {
    const own = platforms.get(each);
    const pool = own ?? pinned.get(each) ?? pools.get(each.item.unit);
    const no = shortNo(each.submission.receivedAt, serials[at] ?? 0n);
    if (pool !== undefined) return [{ ...each, pool, no, automatic: own !== undefined }];
    outcomes.set(each.submission, rejected(noPool()));
    return [];
  });
}

/** The queues that the versions of the items pin for acceptance, where somebody works there. */
async function pinnedPools(tx: Tx, db: Db, checked: readonly Checked[]): Promise<ReadonlyMap<Checked, queue.PoolRef>> {
  const codes = new Map<Checked, string>();
  for (const each of checked) {
    const { item } = each;
    const code = (await pinnedService(db, item.version, tx))?.pools?.[poolKey('acceptance', item.unit)];
    if (code !== undefined) codes.set(each, code);
  }
  const pools = await queue.staffedPools(tx, [...codes.values()]);
  return new Map(
    [...codes].flatMap(([each, code]) => {
      const pool = pools.get(code);
      return pool === undefined ? [] : [[each, pool] as const];
    }),
  );
}

interface Answer {
  readonly submission: Submission;
  readonly no: ShortNo;
}

/** @returns those whose keys stand for this draft. */
async function claimAll(tx: Tx, answers: readonly Answer[], outcomes: Outcomes): Promise<ReadonlySet<Submission>> {
  const claims = await claimKeys(
    tx,
    answers.map(({ submission: { viewer, key, draft }, no }) => ({
      actor: viewer.person,
      useCase: 'cases.submit',
      key,
      body: { draft },
      answer: { case: no },
    })),
  );
  const mine = new Set<Submission>();
  answers.forEach(({ submission }, at) => {
    if (claims[at] === 'mismatch') outcomes.set(submission, rejected(new Refusal('idempotency.mismatch')));
    else mine.add(submission);
  });
  return mine;
}

function fulfilled(value: Filed): Outcome {
  return { status: 'fulfilled', value };
}

function rejected(reason: unknown): Outcome {
  return { status: 'rejected', reason };
}
