import { hexGroups } from '#lib/proof/proof.ts';
import type { Verdict, Verified } from './judge.ts';
import type { Words } from './words.ts';

/** Writes a verdict into the page and brings it before the reader. */
export function show(place: HTMLElement, verdict: Verdict, words: Words): void {
  const title = element('h2', words.plain(titleOf(verdict)));
  title.tabIndex = -1;
  place.dataset.verdict = mark(verdict);
  place.replaceChildren(title, ...('problem' in verdict ? refusal(verdict.problem, words) : proof(verdict, words)));
  place.hidden = false;
  title.focus();
}

/** The key of the sentence that says it all. */
export function titleOf(verdict: Verdict): string {
  if ('problem' in verdict) return 'verify.bad';
  return `verify.${verdict.isUnwitnessed ? 'unwitnessed' : 'ok'}.${verdict.kind}`;
}

function mark(verdict: Verdict): string {
  if ('problem' in verdict) return 'refused';
  return verdict.isUnwitnessed ? 'unwitnessed' : verdict.kind;
}

function refusal(problem: string, words: Words): readonly Node[] {
  return [element('p', words.plain(problem), 'why'), element('p', words.plain('verify.bad.says'))];
}

function proof({ statements, leafHash, isUnwitnessed }: Verified, words: Words): readonly Node[] {
  const warning = isUnwitnessed ? [element('p', words.plain('verify.unwitnessed.says'), 'why')] : [];
  const list = element('ul');
  for (const statement of statements) {
    const line = element('li', '', statement.proved ? 'yes' : 'no');
    const label = element('b', words.plain(statement.proved ? 'verify.proved' : 'verify.notProved'));
    line.append(label, element('span', words.say(statement)));
    list.append(line);
  }
  if (leafHash === undefined) return [...warning, list];
  return [list, element('p', words.plain('verify.compare')), element('code', hexGroups(leafHash).join(' '))];
}

function element(name: string, text = '', className = ''): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  if (className !== '') made.className = className;
  return made;
}
