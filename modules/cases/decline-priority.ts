import { z } from 'zod';
import { IdempotencyKey, once, parseInput, sealJson, type World } from '#kernel';
import type { Officer } from '#identity';
import { Reason } from './officer-acts.ts';
import { addDecline, proposalContext } from './priority-proposals.ts';
import { lockProposal } from './sign-priority.ts';

export const DeclinePriorityInput = z.strictObject({ key: IdempotencyKey, proposal: z.uuid(), reason: Reason });

/**
 * One approver is enough to decline a proposed priority; it stays where it was. Another may be proposed.
 * @throws Refusal cases.priority-ended, cases.not-now; kernel.not-found for whoever does not approve for that unit
 */
export async function declinePriority(
  world: World,
  officer: Officer,
  raw: z.input<typeof DeclinePriorityInput>,
): Promise<void> {
  const input = parseInput(DeclinePriorityInput, raw);
  const intent = { actor: officer.officer, useCase: 'cases.decline-priority', key: input.key, body: raw };
  await once<null>(world.db, intent, async (tx, remember) => {
    const { proposal, record } = await lockProposal(tx, officer, input.proposal);
    const { reason } = input;
    await addDecline(tx, {
      proposal: proposal.id,
      officer: officer.officer,
      at: world.clock.now(),
      sealed: sealJson(world.crypto, record.dataKey, `${proposalContext(proposal.id)}:end`, { reason }),
    });
    await remember(null);
    return null;
  });
}
