import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { FormDefinition } from './definition.ts';

/** SHA-256 of a form's canonical JSON (RFC 8785), in hex: two forms that ask the same the same way have the same. */
export function digest(form: FormDefinition): string {
  const text = canonicalize(form);
  if (text === undefined) throw new TypeError('A form is a JSON object.');
  return createHash('sha256').update(text).digest('hex');
}
