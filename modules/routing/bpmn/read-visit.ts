import type { SiteVisit } from '../route.ts';
import type { Tree } from '../tree.ts';
import { given, type Refuse } from './given.ts';

const COUNT = /^(?:[2-9]|1[0-9]|20)$/;
/** Points are sentences, so that nothing shorter than a semicolon tells them apart. */
const BETWEEN = /\s*[;；]\s*/;
const MOST_POINTS = 30;
const LONGEST_POINT = 100;

interface Beside {
  /** Departments that work on it each for itself. */
  readonly shared: boolean;
  /** Silence would be consent. */
  readonly silent: boolean;
}

/**
 * A visit to the site. It is one task with one record, so departments that each work for themselves, and silence, are a
 * contradiction to it; and nobody goes alone (行政许可法 34).
 */
export function readVisit(task: Tree, { shared, silent }: Beside, refuse: Refuse): SiteVisit | undefined {
  const inspectors = given(task, 'inspectors');
  const checklist = given(task, 'checklist')?.split(BETWEEN) ?? [];
  if (inspectors === undefined) {
    if (checklist.length > 0) refuse('route.visit-malformed', 'inspectors');
    return undefined;
  }
  const points = checklist.filter((point) => point !== '');
  const wrong = points.find((point, at) => [...point].length > LONGEST_POINT || points.indexOf(point) !== at);
  if (!COUNT.test(inspectors)) refuse('route.visit-malformed', `inspectors="${inspectors}"`);
  else if (shared || silent) refuse('route.visit-malformed', shared ? 'departments' : 'deemedAfter');
  else if (wrong !== undefined || points.length > MOST_POINTS) refuse('route.visit-malformed', wrong ?? 'checklist');
  return { inspectors: Number(inspectors), checklist: points };
}

/** The same as attributes. */
export function visitValues(visit: SiteVisit | undefined): Readonly<Record<string, string>> {
  if (visit === undefined) return {};
  const { inspectors, checklist } = visit;
  return {
    inspectors: String(inspectors),
    ...(checklist.length === 0 ? {} : { checklist: checklist.join('；') }),
  };
}
