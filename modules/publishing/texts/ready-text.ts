import { z } from 'zod';

/** What an officer may say with a ready text: what is missing, why it is not taken up, what was found, an opinion, a decision. */
export const textActs = ['request-supplement', 'refuse', 'visit', 'agree', 'object', 'grant', 'deny'] as const;
export type TextAct = (typeof textActs)[number];

/** An act against somebody names the article that it rests on (行政许可法 32, 38). */
export const needsArticle: ReadonlySet<TextAct> = new Set(['refuse', 'object', 'deny']);
/** Acts that departments do, each with texts of its own if it has any. */
export const ofDepartments: ReadonlySet<TextAct> = new Set(['visit', 'agree', 'object']);

/** Texts of one service: more than anybody finds their way in. */
export const MOST_TEXTS = 60;

/**
 * A ready text (模板) that officers of a service fill in instead of writing it, and change before they send it. As it is
 * being written it may still be too long, or empty: `textProblems` says so, and nothing of that kind is published.
 */
export const ReadyText = z.strictObject({
  act: z.enum(textActs),
  /** What it is chosen by, once per act and department. */
  name: z.string().max(2000),
  /** With placeholders, see `placeholders`. */
  text: z.string().max(20_000),
  /** The article that is filled in beside it; empty: none. */
  article: z.string().max(2000),
  /** Credit code of the department that it is for; empty: all of them. */
  department: z.string().max(100),
});
export type ReadyText = Readonly<z.output<typeof ReadyText>>;

/** As texts were kept before they had names: those for opinions and decisions said nothing about which. */
const Unnamed = z.strictObject({ act: z.enum(['request-supplement', 'refuse', 'pass', 'decide']), text: z.string() });
const FORMER: Readonly<Record<z.output<typeof Unnamed>['act'], TextAct>> = {
  'request-supplement': 'request-supplement',
  refuse: 'refuse',
  pass: 'agree',
  decide: 'grant',
};

export const ReadyTexts = z
  .array(
    z.union([
      ReadyText,
      Unnamed.transform(({ act, text }): ReadyText => {
        return { act: FORMER[act], name: [...text].slice(0, 20).join(''), text, article: '', department: '' };
      }),
    ]),
  )
  .readonly();

/** A text that is there now and was not before, or the other way round, or says something else. */
export interface TextChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly act: TextAct;
  readonly name: string;
  readonly department: string;
  readonly before: string;
  readonly after: string;
}

/** What is another between the ready texts of two versions, text by text; their order says nothing. */
export function textDiff(before: readonly ReadyText[], after: readonly ReadyText[]): readonly TextChange[] {
  const keyOf = ({ act, name, department }: ReadyText) => JSON.stringify([act, name, department]);
  const said = ({ text, article }: ReadyText) => [text, article].filter((part) => part !== '').join('\n');
  const is = new Map(after.map((one) => [keyOf(one), one]));
  const was = new Map(before.map((one) => [keyOf(one), one]));
  const change = (
    kind: TextChange['kind'],
    { act, name, department }: ReadyText,
  ): Omit<TextChange, 'before' | 'after'> => {
    return { kind, act, name, department };
  };
  return [
    ...before.flatMap((one): readonly TextChange[] =>
      is.has(keyOf(one)) ? [] : [{ ...change('removed', one), before: said(one), after: '' }],
    ),
    ...after.flatMap((one): readonly TextChange[] => {
      const old = was.get(keyOf(one));
      if (old === undefined) return [{ ...change('added', one), before: '', after: said(one) }];
      return said(old) === said(one) ? [] : [{ ...change('changed', one), before: said(old), after: said(one) }];
    }),
  ];
}
