import { z } from 'zod';
import type { World } from '#kernel';
import type { Officer } from '#identity';
import { Article, officerAct, Reason, writingInput } from './officer-acts.ts';

export const DecideInput = z.strictObject({
  ...writingInput,
  granted: z.boolean(),
  reason: Reason,
  article: Article,
});

const details = ({ reason, article }: z.output<typeof DecideInput>) => ({ reason, article });
const grant = officerAct(DecideInput, { command: 'grant', details });
const deny = officerAct(DecideInput, { command: 'deny', details });

/**
 * Decides the case in hand, with reason and article (行政许可法 38). The officer is neither the acceptor nor an
 * examiner of the case: their bars keep the ticket from ever reaching them.
 */
export async function decideCase(world: World, officer: Officer, input: z.input<typeof DecideInput>): Promise<void> {
  await (input.granted ? grant : deny)(world, officer, input);
}
