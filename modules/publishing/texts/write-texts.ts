import { defaultTexts } from './default-texts.ts';
import { MOST_TEXTS, textActs, type ReadyText, type TextAct } from './ready-text.ts';

/** Posted fields, by names such as `texts.2.name`. */
export type TypedTexts = Readonly<Record<string, string | readonly string[]>>;

const FIELDS = ['name', 'text', 'article', 'department'] as const;

/**
 * Ready texts as they were typed on their page, in the order of the acts. A button adds one (`add.deny`), takes one away
 * (`remove.3`), or puts the platform's own for an act in, to be changed (`begin.grant`).
 */
export function writtenTexts(
  typed: TypedTexts,
  button: string,
  elements: Parameters<typeof defaultTexts>[0],
): readonly ReadyText[] {
  const rows = rowsIn(typed);
  const [what = '', where = ''] = button.split('.');
  const act = textActs.find((known) => known === where);
  const all =
    what === 'remove'
      ? rows.filter((_, at) => at !== Number(where))
      : act === undefined || rows.length >= MOST_TEXTS
        ? rows
        : what === 'add'
          ? [...rows, emptyText(act)]
          : what === 'begin'
            ? [...rows, ...defaultTexts(elements).filter((one) => one.act === act)]
            : rows;
  return textActs.flatMap((known) => all.filter((one) => one.act === known));
}

/** What was typed and could not be saved. */
export function textsBeside(typed: TypedTexts): readonly ReadyText[] {
  return rowsIn(typed);
}

function emptyText(act: TextAct): ReadyText {
  return { act, name: '', text: '', article: '', department: '' };
}

function rowsIn(typed: TypedTexts): readonly ReadyText[] {
  const one = (name: string) => {
    const value = Object.hasOwn(typed, name) ? typed[name] : undefined;
    return (typeof value === 'string' ? value : (value?.[0] ?? ''))
      .replaceAll('\0', '')
      .replaceAll('\r\n', '\n')
      .trim();
  };
  const places = Object.keys(typed).flatMap((name) => /^texts\.(\d{1,3})\.act$/.exec(name)?.[1] ?? []);
  return places
    .map(Number)
    .toSorted((a, b) => a - b)
    .flatMap((at) => {
      const act = textActs.find((known) => known === one(`texts.${at}.act`));
      if (act === undefined) return [];
      const [name = '', text = '', article = '', department = ''] = FIELDS.map((field) => one(`texts.${at}.${field}`));
      return [{ act, name, text, article, department }];
    });
}
