import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  emit,
  IdempotencyKey,
  notFound,
  once,
  openJson,
  parseInput,
  Refusal,
  sealJson,
  type Tx,
  type World,
} from '#kernel';
import { officerById, type Officer, type OfficerId } from '#identity';
import { append, commit } from '#ledger';
import {
  granting,
  groundInForce,
  isBarred,
  lockGrounds,
  lockPools,
  poolsOfTasks,
  taskPlace,
  type Ground,
} from '#queue';
import { stateOf } from './act.ts';
import { eventContext } from './event-context.ts';
import { advancing, lockCaseById, type CaseRecord } from './case-store.ts';
import { recording } from './event-store.ts';
import { isClosed } from './lifecycle.ts';
import { addSignature, granted, proposalById, proposalContext, type KnownProposal } from './priority-proposals.ts';
import { pseudonym } from './pseudonym.ts';
import { reaches } from './reach.ts';

export const SignPriorityInput = z.strictObject({ key: IdempotencyKey, proposal: z.uuid() });

/**
 * An approver of the unit signs a proposed priority. The first signature is kept; the second, of a different approver,
 * writes the grant to the ledger and moves the case's open task and its later ones to the granted lane, all in one
 * transaction (rules M7 and M8). Neither may have proposed it or be kept away from the case.
 * @throws Refusal cases.own-proposal, cases.signed-already, cases.barred, cases.priority-ended, cases.ground-ended,
 * cases.priority-already, cases.not-now; kernel.not-found for whoever does not approve for that unit
 */
export async function signPriority(
  world: World,
  officer: Officer,
  raw: z.input<typeof SignPriorityInput>,
): Promise<{ readonly granted: boolean }> {
  const input = parseInput(SignPriorityInput, raw);
  const intent = { actor: officer.officer, useCase: 'cases.sign-priority', key: input.key, body: raw };
  return once(world.db, intent, async (tx, remember) => {
    const { proposal, record } = await lockProposal(tx, officer, input.proposal);
    await requireStranger(tx, officer, { proposal, record });
    const [first] = proposal.signers;
    if (first !== undefined) await lockPools(tx, await poolsOfTasks(tx, record.id));
    await lockGrounds(tx);
    const now = world.clock.now();
    const ground = await requireUsable(tx, { proposal, record }, now);
    await addSignature(tx, { proposal, place: first === undefined ? 1 : 2, officer: officer.officer, at: now });
    const answer = { granted: first !== undefined };
    await remember(answer);
    if (first !== undefined) await grant(tx, world, { proposal, record, ground, officer, first, now });
    return answer;
  });
}

interface Locked {
  readonly proposal: KnownProposal;
  readonly record: CaseRecord;
}

/** The proposal and its locked case, for an approver of its unit; for anybody else there is none. */
export async function lockProposal(tx: Tx, officer: Officer, id: string): Promise<Locked> {
  const found = await proposalById(tx, id);
  if (found === undefined || !(await reaches(tx, officer, { roles: ['approver'], unit: found.unit }))) throw notFound();
  const record = await lockCaseById(tx, found.caseId);
  // Read again: another approver may have signed while this one waited for the case.
  const proposal = await proposalById(tx, id);
  if (record === undefined || proposal === undefined) throw notFound();
  if (proposal.end !== undefined) throw new Refusal('cases.priority-ended');
  if (isClosed(record.status)) throw new Refusal('cases.not-now');
  return { proposal, record };
}

/** Three people have a part in a grant, whatever posts they hold. */
async function requireStranger(tx: Tx, { officer }: Officer, { proposal, record }: Locked): Promise<void> {
  const personOf = async (id: OfficerId) => (await officerById(tx, id)).person;
  const person = await personOf(officer);
  if (person === (await personOf(proposal.by))) throw new Refusal('cases.own-proposal');
  for (const signer of proposal.signers)
    if (person === (await personOf(signer))) throw new Refusal('cases.signed-already');
  if (person === record.person || (await isBarred(tx, proposal.caseId, officer))) throw new Refusal('cases.barred');
}

async function requireUsable(tx: Tx, { proposal, record }: Locked, now: Date): Promise<Ground> {
  const ground = await groundInForce(tx, proposal.rule, now);
  if (ground === undefined) throw new Refusal('cases.ground-ended');
  const place = await taskPlace(tx, record.id);
  if (place === undefined) throw new Refusal('cases.not-now');
  if (place.lane <= ground.lane) throw new Refusal('cases.priority-already');
  return ground;
}

interface Granting extends Locked {
  readonly ground: Ground;
  readonly officer: Officer;
  readonly first: OfficerId;
  readonly now: Date;
}

const Sealed = z.object({ reason: z.string() });

async function grant(tx: Tx, world: World, { proposal, record, ground, officer, first, now }: Granting): Promise<void> {
  const { id: caseId, dataKey, n } = record;
  const { reason } = Sealed.parse(openJson(world.crypto, dataKey, proposalContext(proposal.id), proposal.sealed));
  const details = { reason, article: ground.basis, ground: ground.title };
  const { commitment, opening } = commit({ event: 'priorityGranted', rule: String(ground.rule), ...details });
  const names = [first, officer.officer].map((approver) => pseudonym(world, record, approver));
  const [one = '', other = ''] = names;
  const event = randomUUID();
  await emit(tx, 'notifications.tell', { event });
  await append(tx, now, {
    leaves: [
      {
        k: 'grant',
        ref: record.ref,
        prev: record.lastIndex,
        lane: ground.lane,
        rule: ground.rule,
        detail: commitment,
        by: [one, other],
      },
    ],
    followers: [
      recording({
        id: event,
        caseId,
        kind: 'priorityGranted',
        at: now,
        n,
        officer: officer.officer,
        unit: officer.unit,
        sealed: sealJson(world.crypto, dataKey, eventContext(caseId), { details, opening }),
      }),
      ...granting({ caseId, lane: ground.lane, rule: ground.rule, at: now }),
      granted(proposal.id, officer.officer, now),
      advancing({ id: caseId, ...stateOf(record), n, at: now, last: 0 }),
    ],
  });
}
