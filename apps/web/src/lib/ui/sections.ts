import type { ViewerCard } from '#identity';

export type Card = ViewerCard;

export interface Section {
  readonly href: string;
  /** Translation key of its name. */
  readonly key: string;
}

const open: readonly Section[] = [
  { href: '/services', key: 'nav.services' },
  { href: '/bundles', key: 'nav.bundles' },
  { href: '/track', key: 'nav.track' },
  { href: '/open', key: 'nav.open' },
];

/** What the head of a page leads to, for whoever looks. */
export function sectionsOf(card: Card | undefined): readonly Section[] {
  if (card?.kind === 'officer') return [{ href: '/desk', key: 'nav.desk' }, ...open];
  return card === undefined
    ? open
    : [...open, { href: '/cases', key: 'nav.cases' }, { href: '/my/messages', key: 'nav.messages' }];
}
