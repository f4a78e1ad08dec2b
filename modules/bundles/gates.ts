import type { GatedCase } from '#cases';
import type { BundleDefinition } from './definition.ts';
import { isGated, type Parts } from './next.ts';
import type { StoredPart } from './part-store.ts';

/** Which cases of a bundle may be decided, and which wait for a joint visit or another part. */
export function gatesOf(
  definition: BundleDefinition,
  { stored, parts }: { readonly stored: readonly StoredPart[]; readonly parts: Parts },
): readonly GatedCase[] {
  return stored.flatMap(({ node, caseId }) =>
    caseId === undefined ? [] : [{ caseId, gated: isGated(definition, node, parts) }],
  );
}
