import { sql } from 'kysely';
import type { Standing } from '#audit';
import type { Tx } from '#kernel';
import type { OfficerId } from '#identity';
import type { LeafIndex } from '#ledger';
import type { Stage } from '../order.ts';

/** A case of which the ledger tells more than the tickets. */
export interface RestoredCase {
  readonly caseId: string;
  readonly ref: LeafIndex;
  /** How it stands; absent: it has ended. */
  readonly standing?: Standing;
  /** Where and when its tasks entered their queues in what was restored. */
  readonly entries: readonly TaskEntry[];
  readonly grants: readonly {
    readonly index: LeafIndex;
    readonly lane: 0 | 1;
    readonly rule: LeafIndex;
    readonly at: Date;
  }[];
  /** Acts that bar their officers from a stage, or from all. */
  readonly bars: readonly { readonly officer: OfficerId; readonly index: LeafIndex; readonly stage?: Stage }[];
  readonly at: Date;
}

export interface TaskEntry {
  readonly n: number;
  readonly q: string;
  readonly qn: bigint;
  readonly at: Date;
}

/** Brings the tickets, grants and bars of a case to what the ledger says; open tasks are held, in nobody's hand. */
export async function adoptCaseTickets(tx: Tx, restored: RestoredCase): Promise<void> {
  const { caseId, ref, standing, at } = restored;
  for (const { n, q, qn, at: entered } of restored.entries)
    await sql`insert into queue.ticket (case_id, n, pool_id, qn, ref, state, entered_at, done_at)
      select ${caseId}, ${n}, id, ${qn}, ${ref}, 'done', to_timestamp(${seconds(entered)}), ${at}
      from queue.pool where code = ${q} on conflict do nothing`.execute(tx);
  for (const { index, lane, rule, at: granted } of restored.grants)
    await sql`insert into queue.priority_grant (index, case_id, lane, rule_index, at)
      select ${index}, ${caseId}, ${lane}, ${rule}, ${granted}
      where exists (select from queue.priority_rule where index = ${rule})
      on conflict do nothing`.execute(tx);
  for (const { officer, index, stage } of restored.bars)
    await sql`insert into queue.bar (case_id, officer_id, index, stage)
      values (${caseId}, ${officer}, ${index}, ${stage ?? null})
      on conflict do nothing`.execute(tx);
  await sql`update queue.ticket set state = 'done', taken_by = null, taken_at = null, touched_at = null, take_index = null,
    done_at = coalesce(done_at, ${at}) where case_id = ${caseId} and state <> 'done'`.execute(tx);
  if (standing === undefined) return;
  await sql`update queue.ticket set state = 'held', done_at = null, lane = ${standing.lane},
    grant_index = ${standing.grant ?? null}
    where case_id = ${caseId} and n = any(${standing.tasks.map(({ n }) => n)}::smallint[])`.execute(tx);
}

/** The stage of a queue by its code. */
export async function stageOfQueue(tx: Tx, code: string): Promise<Stage | undefined> {
  const row = await tx.selectFrom('queue.pool').select('stage').where('code', '=', code).executeTakeFirst();
  return row && (row.stage as Stage);
}

export interface Hand {
  readonly officer: OfficerId;
  /** The take by which they have it. */
  readonly took: LeafIndex;
}

/** Who has each task of a case in hand according to its ticket, by number; also somebody who has left. */
export async function handsOfCase(tx: Tx, caseId: string): Promise<ReadonlyMap<number, Hand>> {
  const rows = await tx
    .selectFrom('queue.ticket')
    .select(['n', 'taken_by', 'take_index'])
    .where('case_id', '=', caseId)
    .where('state', '=', 'taken')
    .execute();
  return new Map(
    rows.flatMap(({ n, taken_by: officer, take_index: took }) =>
      officer === null || took === null ? [] : [[n, { officer: officer as OfficerId, took }] as const],
    ),
  );
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
