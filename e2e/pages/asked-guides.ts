import type { Look } from './looks.ts';

const guide = (answers: Readonly<Record<string, string>>): string =>
  `/services/LJ-ZR-001?${new URLSearchParams(Object.entries(answers).map(([name, value]) => [`ask.${name}`, value])).toString()}`;

/** A guide that asks: before, answered badly, and answered. */
export const askedGuides: readonly Look[] = [
  { name: 'guide with questions', path: '/services/LJ-ZR-001' },
  { name: 'guide with questions answered badly', path: guide({ use: '', count: 'two' }) },
  { name: 'guide answered', path: guide({ use: '住宅', state: '有抵押', married: 'no', count: '2' }) },
];
