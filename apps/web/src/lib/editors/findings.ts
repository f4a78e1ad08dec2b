import type { Findings } from './check.ts';
import { make, type Say } from './page.ts';

/** Says what stands against publishing; a problem with a place can be gone to. */
export function showFindings(
  place: HTMLElement,
  findings: Findings | undefined,
  { say, choose }: { readonly say: Say; readonly choose?: (id: string) => void },
): void {
  if (findings === undefined) {
    place.replaceChildren(make('p', {}, say('editor.check.offline')));
    return;
  }
  const { problems, warnings } = findings;
  const summary =
    problems.length === 0 ? say('editor.check.sound') : say('editor.check.problems', { count: problems.length });
  const items = [...problems, ...warnings].map(({ element, says }, at) => {
    const text = at < problems.length ? says : `${say('editor.check.warning')}${says}`;
    if (element === undefined || choose === undefined) return make('li', {}, text);
    const button = make('button', { type: 'button' }, text);
    button.addEventListener('click', () => choose(element));
    return make('li', {}, button);
  });
  place.replaceChildren(
    make('p', { class: problems.length === 0 ? 'sound' : 'wrong' }, summary),
    ...(items.length === 0 ? [] : [make('ul', {}, ...items)]),
  );
}
