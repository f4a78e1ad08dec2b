import type { OfferedText } from '#cases';
import type { FailedAct, WritingForm } from './act.ts';

type Said = OfferedText['act'];

/** What can be said in each form. */
const SAID: Readonly<Record<WritingForm, readonly Said[]>> = {
  'request-supplement': ['request-supplement'],
  refuse: ['refuse'],
  'record-visit': ['visit'],
  pass: ['agree', 'object'],
  decide: ['grant', 'deny'],
};

/** The texts of a form with their places among all: the place is what a button sends. */
export function textsFor(
  form: WritingForm,
  texts: readonly OfferedText[],
): readonly (OfferedText & { readonly at: number })[] {
  return texts.map((text, at) => ({ ...text, at })).filter(({ act }) => SAID[form].includes(act));
}

type Typed = FailedAct['typed'];

/**
 * What was typed, with the text that was chosen: in its field, with its article, and for what it is said. What already
 * stands in the field stays before it, so that nobody loses what they wrote.
 */
export function filledIn({ act, typed, fill, ...failed }: FailedAct, texts: readonly OfferedText[]): FailedAct {
  const text = fill === undefined ? undefined : texts[Number(fill)];
  const form = Object.keys(SAID).find((known): known is WritingForm => known === act);
  if (fill === undefined || text === undefined || form === undefined || !SAID[form].includes(text.act))
    return { ...failed, act, typed };
  const filled: Typed = {
    ...typed,
    ...fieldsOf(form, text, typed),
    ...(text.article === '' ? {} : { article: text.article }),
    template: text.name,
  };
  return { ...failed, act, typed: filled, fill };
}

const FREE_LINES = [1, 2, 3, 4, 5].map((n) => `free-${n}`);

function fieldsOf(form: WritingForm, { act, text }: OfferedText, typed: Typed): Typed {
  if (form === 'request-supplement') {
    const line = FREE_LINES.find((name) => textIn(typed, name) === '');
    return line === undefined ? {} : { [line]: text };
  }
  if (form === 'pass') return { outcome: act, opinion: joined(textIn(typed, 'opinion'), text) };
  if (form === 'record-visit') return { findings: joined(textIn(typed, 'findings'), text) };
  const reason = { reason: joined(textIn(typed, 'reason'), text) };
  return form === 'decide' ? { ...reason, granted: act === 'grant' ? 'yes' : 'no' } : reason;
}

function textIn(typed: Typed, name: string): string {
  const value = typed[name];
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim();
}

function joined(written: string, text: string): string {
  if (written === '' || written.includes(text)) return written === '' ? text : written;
  return `${written}\n${text}`;
}
