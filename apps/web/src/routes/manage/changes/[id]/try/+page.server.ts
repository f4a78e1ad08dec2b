import { moveLine, movesIn, tryOut } from '#cases';
import type { PageInput } from '#forms';
import { officerOf } from '#identity';
import type { PageServerLoad } from './$types';

/** Everything is in the address: the made-up applicant's answers, and what has happened. Going back undoes a step. */
export const load: PageServerLoad = async ({ locals, params, url: { searchParams: query } }) => {
  const applicant = query.get('_applicant') === 'organisation' ? ('organisation' as const) : ('person' as const);
  const before = movesIn(query.get('_moves') ?? '');
  const next = query.get('_move') ?? '';
  const moves = next === 'undo' ? before.slice(0, -1) : [...before, ...movesIn(next)];
  const officer = officerOf(locals.viewer, 'bureau');
  const tried = await tryOut(locals.app, officer, { change: params.id, applicant, input: inputIn(query), moves });
  return {
    tried,
    applicant,
    moves: (tried.story?.moves ?? []).map(moveLine).join('\n'),
  };
};

/** What was typed for the applicant; the page's own names begin with a line. */
function inputIn(query: URLSearchParams): PageInput {
  const names = [...new Set(query.keys())].filter((name) => !name.startsWith('_'));
  return Object.fromEntries(
    names.map((name) => {
      const values = query.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}
