import type { AnswerPage } from '#forms';
import { EVERYTHING, type NeedToKnow } from '#routing';

/**
 * Why somebody sees what they see: everything, because the case is theirs to lead, accept or decide; what the route says
 * that their department needs; or, where the route says nothing, what a department needs at the least.
 */
export type SightReason = 'whole' | 'route' | 'least';

/** What somebody with a task in hand may see of what was filed. */
export interface Sight {
  readonly reason: SightReason;
  readonly showsField: (page: string, field: string) => boolean;
  readonly showsMaterial: (no: number) => boolean;
}

const always = () => true;

/** Who accepts, leads or decides a case sees all of it: they answer for the whole. */
export const WHOLE: Sight = { reason: 'whole', showsField: always, showsMaterial: always };

interface Filed {
  /** Names of the questions that ask for particulars of a person. */
  readonly personal: ReadonlySet<string>;
  /** Materials for which a certificate or a look-up stands: whoever leads the case has looked at them. */
  readonly lookedUp: ReadonlySet<number>;
}

/**
 * What another department sees: no more than its task needs (个人信息保护法 6, 34). The route says it for pages and
 * materials; where it is silent, a department sees what is applied for and the name of whoever applies, but no
 * particulars of a person and no certificates about them.
 */
export function sightOf(needs: NeedToKnow | undefined, { personal, lookedUp }: Filed): Sight {
  const { pages, materials } = needs ?? {};
  const listed = pages === undefined || pages === EVERYTHING ? undefined : new Set(pages);
  const numbers = materials === undefined || materials === EVERYTHING ? undefined : new Set(materials);
  return {
    reason: needs === undefined ? 'least' : 'route',
    showsField: (page, field) => {
      if (pages === EVERYTHING) return true;
      if (listed === undefined) return !personal.has(field);
      return listed.has(page) || listed.has(`${page}.${field}`);
    },
    showsMaterial: (no) => {
      if (materials === EVERYTHING) return true;
      return numbers === undefined ? !lookedUp.has(no) : numbers.has(no);
    },
  };
}

export interface SeenAnswers {
  readonly shown: readonly AnswerPage[];
  /** Titles of pages, and of pages that are shown in part the questions that are not. */
  readonly withheld: readonly string[];
}

/** Parts what was answered into what may be seen, and what is there besides, by its name alone. */
export function seenAnswers({ showsField }: Sight, pages: readonly AnswerPage[]): SeenAnswers {
  const shown = pages.map((page) => ({ ...page, rows: page.rows.filter(({ name }) => showsField(page.page, name)) }));
  const withheld = pages.flatMap(({ title, rows }, at) => {
    const seen = new Set(shown[at]?.rows.map(({ name }) => name));
    if (rows.length > 0 && seen.size === 0) return [title];
    return rows.filter(({ name }) => !seen.has(name)).map(({ label }) => label);
  });
  return { shown, withheld };
}
