import { createHash } from 'node:crypto';
import { Refusal, type Tx } from '#kernel';
import type { Officer } from '#identity';
import type { Follower } from '#ledger';
import { barring, type TicketInHand } from '#queue';
import type { CaseRecord } from '../case-store.ts';
import { visitObstacle } from './visit.ts';
import { everySigner, latestVisit } from './visit-store.ts';
import { visitTaskOf } from './visit-task.ts';

interface Passing {
  readonly record: CaseRecord;
  readonly ticket: TicketInHand;
  readonly officer: Officer;
}

/**
 * What passing a task adds where it is a visit: the version of the record that was signed, so that the commitment of the
 * leaf holds it fast; and that none of those who signed, this version or an earlier one, decides the case.
 * @throws Refusal cases.visit-unrecorded, cases.visit-unsigned
 */
export async function visitDone(tx: Tx, { record, ticket, officer }: Passing) {
  const visit = await visitTaskOf(tx, record, ticket.n);
  if (visit === undefined) return undefined;
  const { id: caseId } = record;
  const latest = await latestVisit(tx, { caseId, n: ticket.n });
  const obstacle = visitObstacle(visit.inspectors, latest);
  if (obstacle !== undefined || latest === undefined) throw new Refusal(obstacle ?? 'cases.visit-unrecorded');
  const { version, on, sealed, signers } = latest;
  const digest = createHash('sha256').update(sealed).digest('base64');
  const others = (await everySigner(tx, { caseId, n: ticket.n })).filter((signer) => signer !== officer.officer);
  return {
    details: { visit: { version, on: on.toString(), inspectors: signers.length, digest } },
    followers: others.map((signer) => barring({ caseId, officer: signer, index: ticket.takeIndex, stage: 'decision' })),
  };
}

/**
 * A task that ends otherwise than by being passed: whoever was on its visit and signed does not decide the case either.
 * @param place of the leaf that ends it in the append
 */
export async function visitLeft(
  tx: Tx,
  { caseId, n, place }: { readonly caseId: string; readonly n: number; readonly place: number },
): Promise<readonly Follower[]> {
  const signers = await everySigner(tx, { caseId, n });
  return signers.map((officer) => barring({ caseId, officer, index: { plus: place }, stage: 'decision' }));
}
