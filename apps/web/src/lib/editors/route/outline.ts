import { make, type Say } from '../page.ts';
import type { Found } from '../check.ts';
import type { Editor } from './modeler.ts';
import { kindOf, titleOf } from './parts.ts';

interface Listing {
  readonly say: Say;
  readonly problems: readonly Found[];
  readonly choose: (id: string) => void;
}

/** Every element as a button, in the order of the drawing from left to right: the drawing for those who cannot see it. */
export function showOutline(list: HTMLElement, editor: Editor, { say, problems, choose }: Listing): void {
  const wrong = new Set(problems.map(({ element }) => element));
  const selected = editor.selected()?.id;
  const rows = editor
    .elements()
    .filter((element) => kindOf(element) !== 'other')
    .toSorted((one, other) => rank(one.type) - rank(other.type) || one.x - other.x || one.y - other.y)
    .map((element) => {
      const kind = say(`editor.kind.${kindOf(element)}`);
      const bad = wrong.has(element.id);
      const button = make(
        'button',
        { type: 'button', 'aria-pressed': String(element.id === selected), 'data-element': element.id },
        titleOf(element, kind),
        make('small', {}, bad ? `${kind} · ${say('editor.outline.wrong')}` : kind),
      );
      if (bad) button.classList.add('wrong');
      button.addEventListener('click', () => choose(element.id));
      return make('li', {}, button);
    });
  const focused = document.activeElement?.getAttribute('data-element');
  list.replaceChildren(...rows);
  if (focused) list.querySelector<HTMLElement>(`[data-element="${CSS.escape(focused)}"]`)?.focus();
}

function rank(type: string): number {
  return type === 'bpmn:SequenceFlow' ? 1 : 0;
}
