import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { IdempotencyKey, InvalidInput, once, parseInput, Refusal, sealJson, type Tx, type World } from '#kernel';
import { logAccess, officerById, type Officer } from '#identity';
import { groundInForce, isBarred, taskPlace, type TaskPlace } from '#queue';
import { lockCase, type CaseRecord } from './case-store.ts';
import { readShortNo } from './numbers.ts';
import { Reason } from './officer-acts.ts';
import { addProposal, openProposalOf, proposalContext } from './priority-proposals.ts';
import { reaches } from './reach.ts';

export const ProposePriorityInput = z.strictObject({
  key: IdempotencyKey,
  case: z.string().trim().min(1).max(20),
  /** Index of the ground in the ledger. */
  rule: z.coerce.bigint(),
  /** What was seen, and why the ground applies. */
  reason: Reason,
});

/**
 * A clerk or examiner says that a case which waits with their unit has lawful priority. Nothing moves yet: two approvers
 * have to sign, and whoever proposes gets no say in what is taken next.
 * @returns the proposal's id.
 * @throws InvalidInput for a number that does not wait there, also one that does not exist, and for a ground that is not
 * in force; Refusal cases.priority-open, cases.priority-already, cases.barred
 */
export async function proposePriority(
  world: World,
  officer: Officer,
  raw: z.input<typeof ProposePriorityInput>,
): Promise<{ readonly proposal: string }> {
  const input = parseInput(ProposePriorityInput, raw);
  const intent = {
    actor: officer.officer,
    useCase: 'cases.propose-priority',
    key: input.key,
    body: { ...raw, rule: String(input.rule) },
  };
  return once<{ proposal: string }>(world.db, intent, async (tx, remember) => {
    const answer = { proposal: await propose(tx, world, { officer, input }) };
    await remember(answer);
    return answer;
  });
}

interface Proposing {
  readonly officer: Officer;
  readonly input: z.output<typeof ProposePriorityInput>;
}

async function propose(tx: Tx, world: World, { officer, input }: Proposing): Promise<string> {
  const at = world.clock.now();
  const { record, place } = await waitingCase(tx, officer, input.case);
  const ground = await groundInForce(tx, input.rule, at);
  if (ground === undefined) throw new InvalidInput([{ field: 'rule', code: 'cases.ground-not-in-force' }]);
  if (place.lane <= ground.lane) throw new Refusal('cases.priority-already');
  const { person: proposer } = await officerById(tx, officer.officer);
  if (proposer === record.person || (await isBarred(tx, record.id, officer.officer))) throw new Refusal('cases.barred');
  if ((await openProposalOf(tx, record.id)) !== undefined) throw new Refusal('cases.priority-open');

  const { person, shortNo, dataKey, id: caseId } = record;
  const reading = { officer: officer.officer, person, case: shortNo };
  await logAccess(tx, { ...reading, purpose: 'desk.purpose.priority', fields: ['case'] });
  const id = randomUUID();
  const sealed = sealJson(world.crypto, dataKey, proposalContext(id), { reason: input.reason });
  await addProposal(tx, { id, caseId, rule: ground.rule, unit: place.unit, by: officer.officer, at, sealed });
  return id;
}

/** The case of a number if it waits in a queue of a unit that this officer works for; any other looks like none. */
async function waitingCase(
  tx: Tx,
  officer: Officer,
  typed: string,
): Promise<{ readonly record: CaseRecord; readonly place: TaskPlace }> {
  const no = readShortNo(typed);
  const record = no && (await lockCase(tx, no));
  const place = record && (await taskPlace(tx, record.id));
  const known = place !== undefined && place.state !== 'taken';
  if (
    record === undefined ||
    !known ||
    !(await reaches(tx, officer, { roles: ['clerk', 'examiner'], unit: place.unit }))
  )
    throw new InvalidInput([{ field: 'case', code: 'cases.not-waiting-here' }]);
  return { record, place };
}
