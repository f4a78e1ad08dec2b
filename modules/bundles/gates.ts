import type { Tx } from '#kernel';
import type { BundleDefinition } from './definition.ts';
import { isGated, type Parts } from './next.ts';
import type { StoredPart } from './part-store.ts';

export interface Gate {
  readonly caseId: string;
  readonly gated: boolean;
}

/** Which cases of a bundle may be decided, and which wait for a joint visit or another part. */
export function gatesOf(
  definition: BundleDefinition,
  { stored, parts }: { readonly stored: readonly StoredPart[]; readonly parts: Parts },
): readonly Gate[] {
  const waits = new Set(definition.edges.flatMap(({ to, kind }) => (kind === 'finish-decide' ? [to] : [])));
  return stored.flatMap(({ node, caseId }) =>
    caseId === undefined || !waits.has(node) ? [] : [{ caseId, gated: isGated(definition, node, parts) }],
  );
}

/** The one place where a bundle tells its cases that a decision waits, or need not wait any more. */
export async function keepGates(
  _tx: Tx,
  definition: BundleDefinition,
  standing: { readonly stored: readonly StoredPart[]; readonly parts: Parts },
): Promise<readonly Gate[]> {
  return Promise.resolve(gatesOf(definition, standing));
}
