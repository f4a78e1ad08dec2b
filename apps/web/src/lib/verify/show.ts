import { hexGroups } from '#lib/proof/proof.ts';
import type { Verdict, Verified } from './judge.ts';
import type { Words } from './words.ts';

/** Writes a verdict into the page and brings it before the reader. */
export function show(place: HTMLElement, verdict: Verdict, words: Words): void {
  const refused = 'problem' in verdict;
  const title = element('h2', words.plain(refused ? 'verify.bad' : `verify.ok.${verdict.kind}`));
  title.tabIndex = -1;
  place.dataset.verdict = refused ? 'refused' : verdict.kind;
  place.replaceChildren(title, ...(refused ? refusal(verdict.problem, words) : proof(verdict, words)));
  place.hidden = false;
  title.focus();
}

function refusal(problem: string, words: Words): readonly Node[] {
  return [element('p', words.plain(problem), 'why'), element('p', words.plain('verify.bad.says'))];
}

function proof({ statements, leafHash }: Verified, words: Words): readonly Node[] {
  const list = element('ul');
  for (const statement of statements) {
    const line = element('li', '', statement.proved ? 'yes' : 'no');
    const label = element('b', words.plain(statement.proved ? 'verify.proved' : 'verify.notProved'));
    line.append(label, element('span', words.say(statement)));
    list.append(line);
  }
  if (leafHash === undefined) return [list];
  return [list, element('p', words.plain('verify.compare')), element('code', hexGroups(leafHash).join(' '))];
}

function element(name: string, text = '', className = ''): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  if (className !== '') made.className = className;
  return made;
}
