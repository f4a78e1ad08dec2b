import { z } from 'zod';
import { emit, IdempotencyKey, notFound, once, parseInput, Refusal, sealJson, type Tx, type World } from '#kernel';
import { officerById, type Officer, type OfficerId, type Role } from '#identity';
import { lockCaseById, type CaseRecord } from '../case-store.ts';
import { decide } from '../lifecycle.ts';
import { stateOf } from '../act.ts';
import { extendDecision } from '../limits/extend-decision.ts';
import { Reason } from '../officer-acts.ts';
import { reaches } from '../reach.ts';
import { decideExtensionRow, extensionById, type ExtensionRow } from './extension-store.ts';
import { extensionContext } from './extension-said.ts';

export const DecideExtensionInput = z.strictObject({
  key: IdempotencyKey,
  extension: z.uuid(),
  granted: z.boolean(),
  /** What whoever proposed it reads; of joint work with the number of the government's approval. */
  answer: Reason,
});

/** Who may answer: whoever heads the organ; of joint work, whoever keeps the approvals of the government for the city. */
export function answersExtension({ joint }: Pick<ExtensionRow, 'joint'>): Role {
  return joint ? 'bureau' : 'approver';
}

/**
 * Answers a proposal to extend the time for a decision (行政许可法 42): granted, the clocks of the decision get so many
 * working days more, and the applicant is told the reason. Nobody answers their own proposal, in whichever post.
 * @throws InvalidInput; Refusal kernel.not-found, cases.own-extension, cases.extension-answered, cases.not-now
 */
export async function decideExtension(
  world: World,
  officer: Officer,
  raw: z.input<typeof DecideExtensionInput>,
): Promise<void> {
  const input = parseInput(DecideExtensionInput, raw);
  const intent = { actor: officer.officer, useCase: 'cases.decide-extension', key: input.key, body: raw };
  await once<null>(world.db, intent, async (tx, remember) => {
    const { record, row } = await locked(tx, officer, input.extension);
    if (await isSamePerson(tx, officer.officer, row.proposedBy)) throw new Refusal('cases.own-extension');
    if (row.decision !== undefined) throw new Refusal('cases.extension-answered');
    if (typeof decide(stateOf(record), 'begin-special') === 'string') throw new Refusal('cases.not-now');
    const answer = sealJson(world.crypto, record.dataKey, extensionContext(row.id), { text: input.answer });
    const at = world.clock.now();
    if (input.granted) await extendDecision(tx, record.id, { workdays: row.workdays, now: at });
    await decideExtensionRow(tx, row.id, { at, by: officer.officer, granted: input.granted, answer });
    if (input.granted) await emit(tx, 'notifications.tell', { extension: row.id });
    await remember(null);
    return null;
  });
}

interface Locked {
  readonly record: CaseRecord;
  readonly row: ExtensionRow;
}

/** For whoever may answer it; for anybody else there is none. */
async function locked(tx: Tx, officer: Officer, id: string): Promise<Locked> {
  const found = await extensionById(tx, id);
  if (found === undefined || !(await reaches(tx, officer, { roles: [answersExtension(found)], unit: found.unit })))
    throw notFound();
  const record = await lockCaseById(tx, found.caseId);
  const row = await extensionById(tx, id);
  if (record === undefined || row === undefined) throw notFound();
  return { record, row };
}

async function isSamePerson(tx: Tx, one: OfficerId, other: OfficerId): Promise<boolean> {
  const [first, second] = [await officerById(tx, one), await officerById(tx, other)];
  return first.person === second.person;
}
