import { officerOf } from '#identity';
import { translator } from '#kernel';
import { checkDraft, type PartProblem } from '#publishing';
import { one, typedIn } from '#lib/ui/work/attempt.server.ts';
import { problemText } from '#lib/ui/work/publishing/problem-text.ts';
import type { RequestHandler } from './$types';

/** What stands against a part as it is just being drawn, in words, for the editors; nothing is saved. */
export const POST: RequestHandler = async ({ locals, params, request }) => {
  const officer = officerOf(locals.viewer, 'bureau');
  const typed = await typedIn(request);
  const [part, file] = [one(typed, 'part'), one(typed, 'file')];
  const drawn = part === 'route' ? { route: file } : { decision: { name: part, xml: file } };
  const { problems, warnings } = await checkDraft(locals.app, officer, { change: params.id, ...drawn });
  const t = translator(locals.locale);
  const said = (found: readonly PartProblem[]) =>
    found.map((problem) => ({
      ...(problem.element === undefined ? {} : { element: problem.element }),
      says: problemText(problem, t),
    }));
  return Response.json({ problems: said(problems), warnings: said(warnings) });
};
