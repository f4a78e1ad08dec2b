import type { z } from 'zod';
import { once, parseInput, Refusal, type Tx, type World } from '#kernel';
import type { Officer } from '#identity';
import { touch } from '#queue';
import { requireInHand } from '../act.ts';
import { lockCase, type CaseRecord } from '../case-store.ts';
import type { ShortNo } from '../numbers.ts';
import { latestVisit } from './visit-store.ts';
import { visitTaskOf, type VisitTask } from './visit-task.ts';

interface BaseInput {
  readonly key: string;
  readonly case: ShortNo;
  readonly version: number;
}

/** Writing the next version of a visit, with its case locked. */
export interface Writing<Input> {
  readonly record: CaseRecord;
  readonly n: number;
  /** The number of the version that is written. */
  readonly version: number;
  readonly visit: VisitTask;
  readonly officer: Officer;
  readonly input: Input;
}

/**
 * Makes the use case of whoever has a visit in hand and writes its next version: once per key, under the lock of the
 * case, and only on top of the version that the page showed: of two who write at once the second reads first.
 */
export function visitAct<Schema extends z.ZodType<BaseInput>>(
  schema: Schema,
  name: string,
  write: (tx: Tx, world: World, writing: Writing<z.output<Schema>>) => Promise<void>,
) {
  return async (world: World, officer: Officer, raw: z.input<Schema>): Promise<void> => {
    const input = parseInput(schema, raw);
    const intent = { actor: officer.officer, useCase: `cases.${name}`, key: input.key, body: raw };
    await once<null>(world.db, intent, async (tx, remember) => {
      const { record, ticket } = await requireInHand(tx, officer, await lockCase(tx, input.case));
      const visit = await visitTaskOf(tx, record, ticket.n);
      if (visit === undefined) throw new Refusal('cases.not-a-visit');
      const latest = (await latestVisit(tx, { caseId: record.id, n: ticket.n }))?.version ?? 0;
      if (latest !== input.version) throw new Refusal('cases.visit-changed', { status: 409 });
      await write(tx, world, { record, n: ticket.n, version: latest + 1, visit, officer, input });
      await touch(tx, officer.officer, world.clock.now());
      await remember(null);
      return null;
    });
  };
}
