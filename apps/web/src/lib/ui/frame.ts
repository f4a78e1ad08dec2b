/** How wide a page is: a column for reading, the whole width for lists and desks, edge to edge, or nothing around it. */
export type Frame = 'reading' | 'wide' | 'desk' | 'full' | 'bare';

const WIDE = new Set([
  '/services',
  '/services/[id]',
  '/manage/bundles/[id]',
  '/cases/[no]',
  '/cases/[no]/objections',
  '/open',
  '/open/figures',
  '/open/ledger',
  '/open/queues/[code]',
  '/open/services/[code]',
]);

export function frameOf(route: string | null): Frame {
  if (route === '/') return 'full';
  if (route === '/manage/changes/[id]/form/preview') return 'bare';
  if (/^\/(?:desk|oversight|manage\/changes\/\[id\]\/)/.test(route ?? '')) return 'desk';
  return WIDE.has(route ?? '') ? 'wide' : 'reading';
}
