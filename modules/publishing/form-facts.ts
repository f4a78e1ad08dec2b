import type { FormSketch } from '#forms';

/** Something that conditions and decision tables can ask about a case. */
export interface Fact {
  readonly name: string;
  /** The question as the applicant reads it; empty of what was no question. */
  readonly label: string;
  /** Its type in FEEL; absent where it can be of several. */
  readonly type?: 'string' | 'number' | 'boolean' | 'date';
}

const TYPES: Readonly<Record<string, Fact['type']>> = {
  'yes-no': 'boolean',
  money: 'number',
  date: 'date',
  choices: undefined,
  address: undefined,
};

/** What every case has besides its answers; these have no question, so whoever shows them names them. */
const OF_EVERY_CASE: readonly Fact[] = [
  { name: 'applicant', label: '', type: 'string' },
  { name: 'received', label: '', type: 'date' },
];

/** What can be asked about a case: the answers to its form by the names of their fields, and what every case has. */
export function factsIn({ pages }: FormSketch): readonly Fact[] {
  const answers = pages
    .flatMap(({ fields }) => fields)
    .filter(({ kind }) => kind !== 'file')
    .map(({ name, label, kind }) => {
      const type = kind in TYPES ? TYPES[kind] : 'string';
      return { name, label, ...(type === undefined ? {} : { type }) };
    });
  return [...answers, ...OF_EVERY_CASE];
}
