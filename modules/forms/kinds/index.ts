import type { FieldKind, FormField } from '../field.ts';
import { address } from './address.ts';
import { choice, choices, yesNo } from './choice.ts';
import { creditCode, identityNumber, phone } from './codes.ts';
import { date } from './date.ts';
import type { Kind } from './kind.ts';
import { money } from './money.ts';
import { text, textarea } from './text.ts';

const kinds: Readonly<Record<Exclude<FieldKind, 'file'>, Kind>> = {
  text,
  textarea,
  'identity-number': identityNumber,
  'credit-code': creditCode,
  phone,
  date,
  address,
  money,
  choice,
  choices,
  'yes-no': yesNo,
};

/** What is known of a field's kind; files are counted, not answered, and have none. */
export function kindOf({ kind }: FormField): Kind | undefined {
  return kind === 'file' ? undefined : kinds[kind];
}
