import { regionDirectory } from '#kernel';
import type { Answers, AnswerValue } from './answers.ts';
import type { FormDefinition } from './definition.ts';
import type { PrefillSource } from './field.ts';

/** What is already known of who applies; shapes of identity's profiles. */
export interface PrefillProfile {
  readonly person?: {
    readonly name: string;
    readonly identityNumber: string;
    readonly phone?: string | undefined;
    readonly regionCode?: string | undefined;
    readonly address?: string | undefined;
  };
  /** Only if the person acts for it. */
  readonly organisation?: {
    readonly name: string;
    readonly creditCode: string;
    readonly representative?: string | undefined;
    readonly regionCode?: string | undefined;
    readonly address?: string | undefined;
  };
}

/** Which register an answer was filled in from. */
export type Provenance = 'identity' | 'organisation';

export interface Prefilled {
  readonly answers: Answers;
  readonly provenance: Readonly<Record<string, Provenance>>;
}

/** Answers every question that a register already answers (716号令 7: nobody is asked twice), and says from where. */
export function prefill(form: FormDefinition, profile: PrefillProfile): Prefilled {
  const known = form.layout.pages
    .flatMap(({ fields }) => fields)
    .flatMap(({ name, prefill: source }) => {
      const answer = source && answerFrom(source, profile);
      return source === undefined || answer === undefined || answer === '' ? [] : [{ name, source, answer }];
    });
  return {
    answers: Object.fromEntries(known.map(({ name, answer }) => [name, answer])),
    provenance: Object.fromEntries(
      known.flatMap(({ name, source }) => {
        const from = provenanceOf(source);
        return from === undefined ? [] : [[name, from]];
      }),
    ),
  };
}

/** Who applies is known from the sign-in, not from a register. */
function provenanceOf(source: PrefillSource): Provenance | undefined {
  if (source === 'capacity') return undefined;
  return source.startsWith('person.') ? 'identity' : 'organisation';
}

function answerFrom(source: PrefillSource, { person, organisation }: PrefillProfile): AnswerValue | undefined {
  switch (source) {
    case 'capacity':
      return organisation === undefined ? 'person' : 'organisation';
    case 'person.name':
      return person?.name;
    case 'person.identityNumber':
      return person?.identityNumber;
    case 'person.phone':
      return person?.phone;
    case 'person.region':
      return person && address({ regionCode: person.regionCode });
    case 'person.address':
      return person && address(person);
    case 'organisation.name':
      return organisation?.name;
    case 'organisation.creditCode':
      return organisation?.creditCode;
    case 'organisation.representative':
      return organisation?.representative;
    case 'organisation.address':
      return organisation && address(organisation);
  }
}

interface Place {
  readonly regionCode?: string | undefined;
  readonly address?: string | undefined;
}

/** Registers often repeat the region at the head of the address: it is said once here. */
function address({ regionCode = '', address: written = '' }: Place): AnswerValue | undefined {
  const path = regionDirectory().path(regionCode);
  const heads = path.map(({ fullName }) => fullName).toReversed();
  const head = heads.find((name) => written.startsWith(name)) ?? '';
  const answer = { region: path.at(-1)?.code ?? '', detail: written.slice(head.length).trim() };
  return answer.region === '' && answer.detail === '' ? undefined : answer;
}
