import { z } from 'zod';
import { IdempotencyKey, parseInput, Refusal, setting, settingDefaults, type Db, type World } from '#kernel';
import type { Resident } from '#identity';
import { receiptFor, receiptOf, type LeafIndex, type ReceiptPress } from '#ledger';
import { Batcher } from './batcher.ts';
import type { Submission } from './examine.ts';
import type { ShortNo } from './numbers.ts';
import { submitMany, type Filed } from './submit-many.ts';

export const SubmitInput = z.strictObject({
  key: IdempotencyKey,
  draft: z.string(),
  /** The declaration that everything is true (电子签名法 applies to what follows). */
  declared: z.boolean(),
});

/**
 * Files an application: a draft becomes one case, however often and under whatever keys it is submitted, and gets its
 * place in the queue in the same transaction. What many file at the same time is written together.
 * @throws InvalidInput with every problem of the form; `declared` / cases.not-declared. Refusal cases.busy, before
 * anything is done, when too many are waiting.
 */
export async function submit(
  world: World,
  viewer: Resident,
  raw: z.input<typeof SubmitInput>,
): Promise<{ readonly case: ShortNo }> {
  const filed = await enter(world, viewer, raw);
  return { case: filed.case };
}

/** `submit`, answered with the receipt: the signed note that promises the place in the ledger. */
export async function submitForReceipt(
  world: World & { readonly ledger: ReceiptPress },
  viewer: Resident,
  raw: unknown,
): Promise<{ readonly case: ShortNo; readonly index: LeafIndex; readonly receipt: string }> {
  const { case: no, index, leaf } = await enter(world, viewer, raw);
  const receipt =
    leaf === undefined
      ? await receiptFor(world.db, world.ledger, index)
      : receiptOf(world.ledger, { index, bytes: leaf });
  if (receipt === undefined) throw new Error(`The submission of ${no} is not in the ledger.`);
  return { case: no, index, receipt };
}

async function enter(world: World, viewer: Resident, raw: unknown): Promise<Filed> {
  const receivedAt = world.clock.now();
  const input = parseInput(SubmitInput, raw);
  const door = doorOf(world);
  if (door.batcher.waiting >= door.mostWaiting) throw new Refusal('cases.busy', { status: 503 });
  return door.batcher.add({ viewer, ...input, receivedAt });
}

/** Members of a batch, and batches at the same time: measured best, more connections only wait for each other. */
const MOST = 64;
const AT_ONCE = 2;

interface Door {
  readonly batcher: Batcher<Submission, Filed>;
  mostWaiting: number;
}

const doors = new WeakMap<Db, Door>();

/** The batches of this process. */
function doorOf(world: World): Door {
  const open = doors.get(world.db);
  if (open !== undefined) return open;
  const batcher = new Batcher<Submission, Filed>({
    run: async (submissions) => {
      door.mostWaiting = await setting(world.db, 'submit.mostWaiting');
      return submitMany(world, submissions);
    },
    claims: ({ viewer, draft, key }) => [`draft ${draft}`, `key ${viewer.person} ${key}`],
    most: MOST,
    atOnce: AT_ONCE,
  });
  const door: Door = { batcher, mostWaiting: settingDefaults['submit.mostWaiting'] };
  doors.set(world.db, door);
  return door;
}
