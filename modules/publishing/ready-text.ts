import { z } from 'zod';

/** The acts for which a service may have ready texts. */
export const textActs = ['request-supplement', 'refuse', 'pass', 'decide'] as const;
export type TextAct = (typeof textActs)[number];

const MOST_CHARACTERS = 500;
/** Texts of one service: more than anybody finds their way in. */
export const MOST_TEXTS = 60;

/** A ready text (模板) that officers of a service can choose instead of writing it: what is missing, a reason, an opinion. */
export const ReadyText = z.strictObject({ act: z.enum(textActs), text: z.string().trim().min(2).max(MOST_CHARACTERS) });
export type ReadyText = Readonly<z.output<typeof ReadyText>>;

export const ReadyTexts = z.array(ReadyText).max(MOST_TEXTS).readonly();

/** Texts as somebody types them: one a line, empty lines and those that stand twice left out. */
export function textsTyped(act: TextAct, lines: string): readonly ReadyText[] {
  const texts = lines.split(/\r?\n/).map((line) => line.trim());
  return [...new Set(texts)].filter((text) => text !== '').map((text) => ({ act, text }));
}

/** A text that is there now and was not before, or the other way round. */
export interface TextChange {
  readonly kind: 'added' | 'removed';
  readonly act: TextAct;
  readonly text: string;
}

/** What is another between the ready texts of two versions; their order says nothing. */
export function textDiff(before: readonly ReadyText[], after: readonly ReadyText[]): readonly TextChange[] {
  const lacks = (list: readonly ReadyText[]) => (one: ReadyText) =>
    !list.some(({ act, text }) => act === one.act && text === one.text);
  return [
    ...before.filter(lacks(after)).map((one): TextChange => ({ kind: 'removed', ...one })),
    ...after.filter(lacks(before)).map((one): TextChange => ({ kind: 'added', ...one })),
  ];
}
