import type { Viewer } from '#identity';

/** As who the viewer would apply; whoever is not signed in looks as a person. */
export function capacityIn(viewer: Viewer): 'person' | 'organisation' {
  return viewer.kind === 'resident' && viewer.organisation !== undefined ? 'organisation' : 'person';
}
