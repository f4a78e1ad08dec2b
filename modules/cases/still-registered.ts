import type { Tx, World } from '#kernel';
import type { ItemVersionId } from '#catalogue';
import { prefill, type FormDefinition } from '#forms';
import type { Resident } from '#identity';
import { automaticOf } from './automatic/automatic-of.ts';
import type { Content } from './content.ts';
import { profileFor } from './start-bundle-draft.ts';

interface Filled {
  readonly version: ItemVersionId;
  /** Whoever files. */
  readonly viewer: Pick<Resident, 'person' | 'organisation'>;
  readonly form: FormDefinition;
  readonly content: Content;
}

/**
 * What still comes from a register at the moment of filing, where the platform might approve because of that: a draft may
 * be months old, and an answer that the register does not give any more is one that somebody has given.
 */
export async function stillRegistered(
  tx: Tx,
  world: World,
  { version, viewer, form, content }: Filled,
): Promise<Content> {
  const named = Object.entries(content.provenance);
  if (named.length === 0 || (await automaticOf(tx, world.db, version)) === undefined) return content;
  const { answers, provenance } = prefill(form, await profileFor({ db: tx, crypto: world.crypto }, viewer));
  const still = named.filter(
    ([name]) => name in provenance && JSON.stringify(answers[name]) === JSON.stringify(content.answers[name]),
  );
  return { ...content, provenance: Object.fromEntries(still) };
}
