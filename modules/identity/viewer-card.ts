import type { World } from '#kernel';
import { officerProfile } from './officer.ts';
import { organisationProfile } from './organisation.ts';
import { personProfile } from './person.ts';
import type { Role, Viewer } from './viewer.ts';

/** What the head of a page says about whoever is signed in: their own data only. */
export type ViewerCard =
  | { readonly kind: 'resident'; readonly name: string; readonly organisation?: string }
  | { readonly kind: 'officer'; readonly name: string; readonly unit: string; readonly roles: readonly Role[] };

/** The card of a viewer; undefined for visitors. */
export async function viewerCard(world: World, viewer: Viewer): Promise<ViewerCard | undefined> {
  if (viewer.kind === 'visitor') return undefined;
  if (viewer.kind === 'officer') {
    const { name, unitShortName } = await officerProfile(world, viewer.officer);
    return { kind: 'officer', name, unit: unitShortName, roles: viewer.roles.map(({ role }) => role) };
  }
  const { name } = await personProfile(world, viewer.person);
  if (viewer.organisation === undefined) return { kind: 'resident', name };
  const organisation = await organisationProfile(world, viewer.organisation);
  return { kind: 'resident', name, organisation: organisation.name };
}
