import { sql } from 'kysely';
import type { Db, Tx } from '#kernel';
import { holdsRole, type Officer, type OfficerId, type UnitId } from '#identity';
import { indexAt, type Follower, type LeafIndex } from '#ledger';

export type ProposalOutcome = 'granted' | 'declined';

export interface Proposal {
  readonly id: string;
  readonly caseId: string;
  readonly rule: LeafIndex;
  readonly unit: UnitId;
  readonly by: OfficerId;
  readonly at: Date;
  readonly sealed: Buffer;
}

/** A proposal with what has become of it. */
export interface KnownProposal extends Proposal {
  readonly signers: readonly OfficerId[];
  readonly end?: {
    readonly outcome: ProposalOutcome;
    readonly at: Date;
    readonly grant?: LeafIndex;
    readonly sealed?: Buffer;
  };
}

/** Binds the reason of a proposal to it. */
export function proposalContext(id: string): string {
  return `cases.priority_proposal:${id}`;
}

export async function addProposal(tx: Tx, proposal: Proposal): Promise<void> {
  await tx
    .insertInto('cases.priority_proposal')
    .values({
      id: proposal.id,
      case_id: proposal.caseId,
      rule_index: proposal.rule,
      unit_id: proposal.unit,
      proposed_by: proposal.by,
      proposed_at: proposal.at,
      sealed: proposal.sealed,
    })
    .execute();
}

const columns = sql`p.id, p.case_id, p.rule_index, p.unit_id, p.proposed_by, p.proposed_at, p.sealed,
  array(select s.officer_id from cases.priority_signature s where s.proposal_id = p.id order by s.place) as signers,
  e.outcome, e.ended_at, e.grant_index, e.sealed as end_sealed
  from cases.priority_proposal p left join cases.priority_end e on e.proposal_id = p.id`;

/** The proposal of a case that has not ended; there is one at most. The case must be locked to rely on it. */
export async function openProposalOf(db: Db | Tx, caseId: string): Promise<KnownProposal | undefined> {
  const { rows } = await sql<ProposalRow>`select ${columns}
    where p.case_id = ${caseId} and e.proposal_id is null`.execute(db);
  return rows.map(toProposal)[0];
}

export async function proposalById(db: Db | Tx, id: string): Promise<KnownProposal | undefined> {
  const { rows } = await sql<ProposalRow>`select ${columns} where p.id = ${id}`.execute(db);
  return rows.map(toProposal)[0];
}

const SHOWN = 100;

/** Proposals of the units that an officer works or signs for, newest first. */
export async function proposalsFor(db: Db, { officer }: Officer): Promise<readonly KnownProposal[]> {
  const roles = ['clerk', 'examiner', 'approver'].map((role) =>
    holdsRole({ officer: sql`${officer}`, role: sql`${role}`, unit: sql.ref('p.unit_id') }),
  );
  const { rows } = await sql<ProposalRow>`select ${columns}
    where ${sql.join(roles, sql` or `)} order by (e.proposal_id is null) desc, p.proposed_at desc limit ${SHOWN}`.execute(
    db,
  );
  return rows.map(toProposal);
}

interface NewSignature {
  readonly proposal: Proposal;
  readonly place: 1 | 2;
  readonly officer: OfficerId;
  readonly at: Date;
}

export async function addSignature(tx: Tx, { proposal, place, officer, at }: NewSignature): Promise<void> {
  await tx
    .insertInto('cases.priority_signature')
    .values({ proposal_id: proposal.id, place, officer_id: officer, proposed_by: proposal.by, signed_at: at })
    .execute();
}

/** Follower: the proposal is granted by the append's first leaf. */
export function granted(proposal: string, officer: OfficerId, at: Date): Follower {
  return sql`insert into cases.priority_end (proposal_id, outcome, officer_id, ended_at, grant_index)
    values (${proposal}, 'granted', ${officer}, ${at}, ${indexAt(0)})`;
}

interface Declined {
  readonly proposal: string;
  readonly officer: OfficerId;
  readonly at: Date;
  readonly sealed: Buffer;
}

export async function addDecline(tx: Tx, { proposal, officer, at, sealed }: Declined): Promise<void> {
  await tx
    .insertInto('cases.priority_end')
    .values({ proposal_id: proposal, outcome: 'declined', officer_id: officer, ended_at: at, sealed })
    .execute();
}

interface ProposalRow {
  readonly id: string;
  readonly case_id: string;
  readonly rule_index: bigint;
  readonly unit_id: UnitId;
  readonly proposed_by: OfficerId;
  readonly proposed_at: Date;
  readonly sealed: Buffer;
  readonly signers: readonly OfficerId[];
  readonly outcome: ProposalOutcome | null;
  readonly ended_at: Date | null;
  readonly grant_index: bigint | null;
  readonly end_sealed: Buffer | null;
}

function toProposal(row: ProposalRow): KnownProposal {
  const { outcome, ended_at, grant_index, end_sealed } = row;
  return {
    id: row.id,
    caseId: row.case_id,
    rule: row.rule_index,
    unit: row.unit_id,
    by: row.proposed_by,
    at: row.proposed_at,
    sealed: row.sealed,
    signers: row.signers,
    ...(outcome === null || ended_at === null
      ? {}
      : {
          end: {
            outcome,
            at: ended_at,
            ...(grant_index === null ? {} : { grant: grant_index }),
            ...(end_sealed === null ? {} : { sealed: end_sealed }),
          },
        }),
  };
}
