import { z } from 'zod';
import { IdempotencyKey, once, parseInput, type Tx, type World } from '#kernel';
import type { Officer } from '#identity';
import type { Follower, LeafIndex } from '#ledger';
import type { TicketInHand } from '#queue';
import type { Outcome } from '#routing';
import { perform, requireInHand, taskOf } from './act.ts';
import { lockCase, type CaseRecord } from './case-store.ts';
import type { Command } from './lifecycle.ts';
import { ShortNoInput, type ShortNo } from './numbers.ts';
import { TextName, textUsed } from './ready/text-used.ts';

/** What every act of an officer names: its case and its idempotency key. */
export const officerInput = { key: IdempotencyKey, case: ShortNoInput };

/** What an act that says something may be begun with. */
export const writingInput = { ...officerInput, template: TextName };

/** A reason that somebody will have to read: not empty, not an essay. */
export const Reason = z.string().trim().min(2).max(2000);
/** The law behind a decision, e.g. 《食品安全法》第三十五条. */
export const Article = z.string().trim().min(2).max(200);

interface OfficerAct<Input> {
  readonly command: Command;
  readonly details: (input: Input) => Readonly<Record<string, unknown>>;
  /** What was said, for the route. */
  readonly outcome?: (input: Input) => Outcome;
  /** More statements in the same transaction, before the ledger's; what they add to the event and to the append. */
  readonly also?: (tx: Tx, act: Acting<Input>) => Promise<Addition | undefined>;
  /** Followers in the ledger's own statement. */
  readonly followers?: (act: {
    record: CaseRecord;
    takeIndex: LeafIndex;
    officer: Officer;
    input: Input;
  }) => readonly Follower[];
}

interface Acting<Input> {
  readonly world: World;
  readonly record: CaseRecord;
  readonly ticket: TicketInHand;
  readonly officer: Officer;
  readonly input: Input;
}

interface Addition {
  readonly details?: Readonly<Record<string, unknown>>;
  readonly followers?: readonly Follower[];
}

interface BaseInput {
  readonly key: string;
  readonly case: ShortNo;
  readonly template?: string | undefined;
}

/**
 * Makes the use case of an act on the task in hand: parse, once per key, lock the case, check the hand, perform.
 * @throws InvalidInput, Refusal; `kernel.not-found` for a case that is not in this officer's hand.
 */
export function officerAct<Schema extends z.ZodType<BaseInput>>(schema: Schema, act: OfficerAct<z.output<Schema>>) {
  return async (world: World, officer: Officer, raw: z.input<Schema>): Promise<void> => {
    const input = parseInput(schema, raw);
    const intent = { actor: officer.officer, useCase: `cases.${act.command}`, key: input.key, body: raw };
    await once<null>(world.db, intent, async (tx, remember) => {
      const { record, ticket } = await requireInHand(tx, officer, await lockCase(tx, input.case));
      const { takeIndex } = ticket;
      const outcome = act.outcome?.(input);
      const used = await textUsed(tx, world, { record, name: input.template });
      const more = await act.also?.(tx, { world, record, ticket, officer, input });
      await perform(tx, world, {
        record,
        command: act.command,
        task: taskOf(ticket),
        ...(outcome && { outcome }),
        officer: { id: officer.officer, unit: officer.unit },
        details: { ...act.details(input), ...more?.details, ...used },
        followers: [...(act.followers?.({ record, takeIndex, officer, input }) ?? []), ...(more?.followers ?? [])],
        remember: () => remember(null),
      });
      return null;
    });
  };
}
