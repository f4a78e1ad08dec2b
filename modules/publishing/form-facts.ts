import type { FormSketch } from '#forms';

/** Something that conditions and decision tables can ask about a case. */
export interface Fact {
  readonly name: string;
  /** The question as the applicant reads it. */
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

/** The answers to a form by the names of its fields. */
export function factsIn({ pages }: FormSketch): readonly Fact[] {
  return pages
    .flatMap(({ fields }) => fields)
    .filter(({ kind }) => kind !== 'file')
    .map(({ name, label, kind }) => {
      const type = kind in TYPES ? TYPES[kind] : 'string';
      return { name, label, ...(type === undefined ? {} : { type }) };
    });
}
