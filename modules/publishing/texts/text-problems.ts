import type { PartProblem } from '../part-problem.ts';
import { strangePlaces } from './placeholders.ts';
import { MOST_TEXTS, needsArticle, ofDepartments, type ReadyText } from './ready-text.ts';

const MOST_NAME = 40;
/** As much as the acts themselves take: an entry of a list of missing things, an opinion or reason, an article. */
const MOST_TEXT: Readonly<Record<ReadyText['act'], number>> = {
  'request-supplement': 500,
  refuse: 1000,
  visit: 1000,
  agree: 1000,
  object: 1000,
  grant: 1000,
  deny: 1000,
};
const MOST_ARTICLE = 200;

/** What stands against the ready texts of a service, each at its field; `departments` are those of its route. */
export function textProblems(texts: readonly ReadyText[], departments: ReadonlySet<string>): readonly PartProblem[] {
  const many = { part: 'texts', code: 'publishing.text.too-many', values: { most: MOST_TEXTS } } as const;
  const keys = texts.map(({ act, name, department }) => JSON.stringify([act, name.trim(), department]));
  return [
    ...(texts.length > MOST_TEXTS ? [many] : []),
    ...texts.flatMap((text, at) => {
      const isTwice = keys.indexOf(keys[at] ?? '') < at;
      return [...named(text, isTwice), ...worded(text), ...founded(text), ...placed(text, departments)].map(
        ({ field, ...problem }): PartProblem => ({ part: 'texts', field: `texts.${at}.${field}`, ...problem }),
      );
    }),
  ];
}

type Found = Pick<PartProblem, 'code' | 'values'> & { readonly field: string };

function named({ name }: ReadyText, isTwice: boolean): readonly Found[] {
  const plain = name.trim();
  if (plain === '') return [{ field: 'name', code: 'publishing.text.name-missing' }];
  if ([...plain].length > MOST_NAME)
    return [{ field: 'name', code: 'publishing.text.too-long', values: { most: MOST_NAME } }];
  return isTwice ? [{ field: 'name', code: 'publishing.text.name-twice', values: { name: plain } }] : [];
}

function worded({ act, text }: ReadyText): readonly Found[] {
  if ([...text.trim()].length < 2) return [{ field: 'text', code: 'publishing.text.empty' }];
  if ([...text].length > MOST_TEXT[act])
    return [{ field: 'text', code: 'publishing.text.too-long', values: { most: MOST_TEXT[act] } }];
  return strangePlaces(text)
    .slice(0, 1)
    .map((place) => ({ field: 'text', code: 'publishing.text.placeholder', values: { place } }));
}

/** Whoever is told no is told by which article. */
function founded({ act, article }: ReadyText): readonly Found[] {
  const plain = article.trim();
  if (plain === '') return needsArticle.has(act) ? [{ field: 'article', code: 'publishing.text.article-missing' }] : [];
  return [...plain].length > MOST_ARTICLE
    ? [{ field: 'article', code: 'publishing.text.too-long', values: { most: MOST_ARTICLE } }]
    : [];
}

function placed({ act, department }: ReadyText, departments: ReadonlySet<string>): readonly Found[] {
  if (department === '') return [];
  return ofDepartments.has(act) && departments.has(department)
    ? []
    : [{ field: 'department', code: 'publishing.text.department' }];
}
