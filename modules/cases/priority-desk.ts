import { z } from 'zod';
import { inTransaction, notFound, openJson, type World } from '#kernel';
import { itemByVersion } from '#catalogue';
import { logAccess, officerById, type Officer, type UnitId } from '#identity';
import { grounds, isBarred, taskPlace, type Ground, type TaskPlace } from '#queue';
import { caseById, type CaseRecord } from './case-store.ts';
import { isClosed } from './lifecycle.ts';
import type { ShortNo } from './numbers.ts';
import {
  proposalById,
  proposalContext,
  proposalsFor,
  type KnownProposal,
  type ProposalOutcome,
} from './priority-proposals.ts';
import { reaches } from './reach.ts';

export interface ProposalCard {
  readonly id: string;
  readonly no: ShortNo;
  readonly ground: Ground;
  readonly at: Date;
  readonly signatures: number;
  /** `closed`: the case ended before anybody decided. */
  readonly state: 'open' | 'closed' | ProposalOutcome;
}

export interface PriorityDesk {
  /** Whether this officer may propose: somebody who accepts or examines. */
  readonly mayPropose: boolean;
  readonly proposals: readonly ProposalCard[];
  /** Grounds that are in force, and those that are announced. */
  readonly grounds: readonly Ground[];
  readonly asOf: Date;
}

/** What the officers of a unit see of lawful priority: proposals, without what a case is about. */
export async function priorityDesk(world: World, officer: Officer): Promise<PriorityDesk> {
  const asOf = world.clock.now();
  const all = await grounds(world.db, new Date(0));
  const cards = await Promise.all((await proposalsFor(world.db, officer)).map((known) => cardOf(world, known, all)));
  return {
    mayPropose: await reaches(world.db, officer, { roles: ['clerk', 'examiner'], unit: officer.unit }),
    proposals: cards.flatMap((card) => card ?? []),
    grounds: all.filter(({ until }) => until === undefined || until > asOf),
    asOf,
  };
}

async function cardOf(
  world: World,
  proposal: KnownProposal,
  all: readonly Ground[],
): Promise<ProposalCard | undefined> {
  const record = await caseById(world.db, proposal.caseId);
  const ground = all.find(({ rule }) => rule === proposal.rule);
  if (record === undefined || ground === undefined) return undefined;
  return {
    id: proposal.id,
    no: record.shortNo,
    ground,
    at: proposal.at,
    signatures: proposal.signers.length,
    state: proposal.end?.outcome ?? (isClosed(record.status) ? 'closed' : 'open'),
  };
}

export interface ProposalView extends ProposalCard {
  readonly itemName: string;
  readonly receivedAt: Date;
  readonly place?: TaskPlace;
  readonly reason: string;
  readonly declined?: { readonly at: Date; readonly reason: string };
  readonly grant?: bigint;
  /** Whether this officer may sign, or why not. */
  readonly signing: 'may' | 'not-approver' | 'cases.own-proposal' | 'cases.signed-already' | 'cases.barred' | 'over';
}

const Sealed = z.object({ reason: z.string() });

/**
 * One proposal with its reason, for the officers of its unit. Reading it is written to the access log.
 * @throws Refusal kernel.not-found for everybody else
 */
export async function priorityProposal(world: World, officer: Officer, id: string): Promise<ProposalView> {
  const proposal = z.uuid().safeParse(id).success ? await proposalById(world.db, id) : undefined;
  const card = proposal && (await cardOf(world, proposal, await grounds(world.db, new Date(0))));
  const record = proposal && (await caseById(world.db, proposal.caseId));
  if (proposal === undefined || card === undefined || record === undefined) throw notFound();
  if (!(await reaches(world.db, officer, { roles: ['clerk', 'examiner', 'approver'], unit: proposal.unit })))
    throw notFound();

  await inTransaction(world.db, async (tx) => {
    await logAccess(tx, {
      officer: officer.officer,
      person: record.person,
      case: record.shortNo,
      purpose: 'desk.purpose.priority',
      fields: ['priority'],
    });
  });
  const { elements } = await itemByVersion(world.db, record.itemVersion);
  const place = await taskPlace(world.db, record.id);
  return {
    ...card,
    itemName: elements.name,
    receivedAt: record.receivedAt,
    ...(place === undefined ? {} : { place }),
    ...reasonsOf(world, record, proposal),
    signing: card.state === 'open' ? await signingOf(world, officer, proposal) : 'over',
  };
}

function reasonsOf(world: World, { dataKey }: CaseRecord, { id, sealed, end }: KnownProposal) {
  const open = (context: string, text: Buffer) => Sealed.parse(openJson(world.crypto, dataKey, context, text)).reason;
  return {
    reason: open(proposalContext(id), sealed),
    ...(end?.sealed === undefined
      ? {}
      : { declined: { at: end.at, reason: open(`${proposalContext(id)}:end`, end.sealed) } }),
    ...(end?.grant === undefined ? {} : { grant: end.grant }),
  };
}

async function signingOf(world: World, officer: Officer, proposal: KnownProposal): Promise<ProposalView['signing']> {
  const unit: UnitId = proposal.unit;
  if (!(await reaches(world.db, officer, { roles: ['approver'], unit }))) return 'not-approver';
  const { person } = await officerById(world.db, officer.officer);
  if ((await officerById(world.db, proposal.by)).person === person) return 'cases.own-proposal';
  for (const signer of proposal.signers)
    if ((await officerById(world.db, signer)).person === person) return 'cases.signed-already';
  return (await isBarred(world.db, proposal.caseId, officer.officer)) ? 'cases.barred' : 'may';
}
