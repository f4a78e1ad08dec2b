import type { World } from '#kernel';
import type { Officer } from '#identity';
import { guideOf, type BundleGuide } from '../bundle-guide.ts';
import { openChange, requireBureau } from './change-store.ts';
import { checkChange } from './check-change.ts';

type Asked = Parameters<typeof guideOf>[2];

/**
 * What people would be shown if the change of a bundle were published now; undefined while something stands against it.
 * @throws Refusal kernel.not-found; InvalidInput for answers that cannot be read
 */
export async function previewGuide(
  world: World,
  officer: Officer,
  { bundle, ...asked }: Asked & { readonly bundle: string },
): Promise<BundleGuide | undefined> {
  await requireBureau(world.db, officer);
  const change = await openChange(world.db, bundle);
  if (change === undefined) return undefined;
  const { definition, problems } = await checkChange(world.db, change);
  return definition === undefined || problems.length > 0 ? undefined : guideOf(world, definition, asked);
}
