const guide = (answers: Readonly<Record<string, string>>): string =>
  `/services/LJ-ZR-001?${new URLSearchParams(Object.entries(answers).map(([name, value]) => [`ask.${name}`, value])).toString()}`;

/** Home; a guide that asks: before, answered badly, and answered; and where the platform itself works. */
export const plainLooks: readonly { readonly name: string; readonly path: string }[] = [
  { name: 'home', path: '/' },
  { name: 'guide with questions', path: '/services/LJ-ZR-001' },
  { name: 'guide with questions answered badly', path: guide({ use: '', count: 'two' }) },
  { name: 'guide answered', path: guide({ use: '住宅', state: '有抵押', married: 'no', count: '2' }) },
  { name: 'open queue of the platform', path: '/open/queues/general-acceptance-automatic' },
];
