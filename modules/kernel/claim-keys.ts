import { sql, type RawBuilder } from 'kysely';
import type { Tx } from './database.ts';
import { digestOf, type Intent } from './idempotency.ts';
import { recordSet } from './record-set.ts';

/** An intent, and the answer that it gets unless its key has one already. */
export interface Claim extends Intent {
  readonly answer: unknown;
}

/** `mismatch`: the key has been used for something else. Otherwise the act is done anew, or was done before. */
export type Claimed = 'fresh' | 'known' | 'mismatch';

/**
 * `once` for many intents in one transaction, whose answers are known before they are carried out: claims their keys and
 * remembers the answers in one statement. Waits for others who act under the same keys; no key may occur twice.
 * @returns what became of each, in the order of the claims.
 */
export async function claimKeys(tx: Tx, claims: readonly Claim[]): Promise<readonly Claimed[]> {
  if (claims.length === 0) return [];
  // In the order of the keys, so that two processes that claim the same ones never wait for each other in a circle.
  const { rows: fresh } = await sql<Key>`
    insert into kernel.idempotency (actor, use_case, key, body_digest, answer)
    select actor, use_case, key, decode(digest, 'base64'), answer from ${recordsOf(claims)}
    order by actor, use_case, key
    on conflict do nothing returning actor, use_case, key`.execute(tx);
  const claimed = new Map<string, Claimed>(fresh.map((key) => [nameOf(key), 'fresh']));
  const others = claims.filter((claim) => !claimed.has(nameOf(keyOf(claim))));
  for (const { same, ...key } of await confirm(tx, others)) claimed.set(nameOf(key), same ? 'known' : 'mismatch');
  return claims.map((claim) => claimed.get(nameOf(keyOf(claim))) ?? 'mismatch');
}

/** Written again although nothing changes, for the reason that `once` has: an answer is given after a commit of its own. */
async function confirm(tx: Tx, claims: readonly Claim[]): Promise<readonly (Key & { readonly same: boolean })[]> {
  if (claims.length === 0) return [];
  const { rows } = await sql<Key & { same: boolean }>`
    update kernel.idempotency i set answer = i.answer from ${recordsOf(claims)}
    where (i.actor, i.use_case, i.key) = (r.actor, r.use_case, r.key)
    returning i.actor, i.use_case, i.key, i.body_digest = decode(r.digest, 'base64') as same`.execute(tx);
  return rows;
}

interface Key {
  readonly actor: string;
  readonly use_case: string;
  readonly key: string;
}

function keyOf({ actor, useCase, key }: Intent): Key {
  return { actor, use_case: useCase, key };
}

function nameOf({ actor, use_case, key }: Key): string {
  return JSON.stringify([actor, use_case, key]);
}

function recordsOf(claims: readonly Claim[]): RawBuilder<unknown> {
  const rows = claims.map((claim) => ({
    ...keyOf(claim),
    digest: digestOf(claim).toString('base64'),
    answer: claim.answer,
  }));
  return recordSet(rows, 'actor text, use_case text, key text, digest text, answer jsonb');
}
