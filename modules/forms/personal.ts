import type { FormDefinition } from './definition.ts';
import type { FormField } from './field.ts';

/**
 * Particulars by which a person is found or told apart: numbers, telephones, where somebody lives. A name says who
 * applies; whoever works on a matter has to know that.
 */
function isParticular({ kind, prefill }: FormField): boolean {
  if (kind === 'identity-number' || kind === 'phone') return true;
  // Typed by hand it may be where somebody lives; a route that needs it names its page.
  if (kind === 'address') return prefill?.startsWith('organisation.') !== true;
  return prefill?.startsWith('person.') === true && prefill !== 'person.name';
}

/** The names of the questions of a form that ask for particulars of a person (个人信息保护法 4, 6). */
export function personalFields({ layout: { pages } }: FormDefinition): ReadonlySet<string> {
  return new Set(pages.flatMap(({ fields }) => fields.filter(isParticular).map(({ name }) => name)));
}
