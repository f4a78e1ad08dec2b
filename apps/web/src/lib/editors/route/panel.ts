import { make, type Say } from '../page.ts';
import { control, type Choices } from './controls.ts';
import type { Editor } from './modeler.ts';
import { PIECES } from './palette.ts';
import { kindOf, titleOf, type Element } from './parts.ts';
import { plainQuestions, QUESTIONS, type Question } from './questions.ts';

interface Around extends Choices {
  readonly say: Say;
  /** Attributes that tasks of people may have besides those that the panel knows. */
  readonly taskAttributes: readonly string[];
}

/** Shows what can be said of an element, and what can be done with it, without pointing. */
export function showPanel(panel: HTMLElement, editor: Editor, around: Around): void {
  const element = editor.selected();
  const { say } = around;
  if (element === undefined || kindOf(element) === 'other') {
    panel.replaceChildren(make('p', {}, say('editor.panel.none')));
    return;
  }
  const kind = kindOf(element);
  const kindName = say(`editor.kind.${kind}`);
  panel.replaceChildren(
    make('h2', { id: 'panel-title', tabindex: '-1' }, titleOf(element, kindName)),
    make('p', { class: 'kind' }, `${kindName} · ${element.id}`),
    ...questionsOf(element, around).map((question) => asked(question, editor, { element, around })),
    ...doings(editor, { element, say, redraw: () => showPanel(panel, editor, around) }),
  );
}

function questionsOf(element: Element, { taskAttributes }: Around): readonly Question[] {
  const kind = kindOf(element);
  const plain = kind === 'user' ? plainQuestions(taskAttributes) : [];
  return [...QUESTIONS[kind], ...plain].filter(({ when }) => when?.(element) ?? true);
}

interface About {
  readonly element: Element;
  readonly around: Around;
}

function asked(question: Question, editor: Editor, { element, around }: About): HTMLElement {
  return control(
    {
      id: `ask-${question.name}`,
      as: question.as,
      label: around.say(`editor.ask.${question.name}`),
      hint: around.say(`editor.hint.${question.name}`),
      value: question.get(element),
      flows: element.outgoing ?? [],
    },
    (value) => {
      if (value !== question.get(element)) question.set(editor, element, value);
    },
    around,
  );
}

interface Doing {
  readonly element: Element;
  readonly say: Say;
  readonly redraw: () => void;
}

function doings(editor: Editor, { element, say, redraw }: Doing): readonly HTMLElement[] {
  const kind = kindOf(element);
  const done = (next: Element | undefined) => {
    if (next !== undefined) editor.select(next);
    redraw();
    document.getElementById('panel-title')?.focus();
  };
  const remove = make('button', { type: 'button', class: 'button secondary' }, say('editor.do.remove'));
  remove.addEventListener('click', () => {
    editor.remove(element);
    done(editor.elements()[0]);
  });
  if (kind === 'flow') return [remove];
  const ends = kind === 'end' || kind === 'terminate';
  return [
    ...(ends ? [] : [appending(editor, { element, say, done }), connecting(editor, { element, say, done })]),
    ...(kind === 'user' || kind === 'subprocess' ? [timing(editor, { element, say, done })] : []),
    remove,
  ];
}

interface Act {
  readonly element: Element;
  readonly say: Say;
  readonly done: (next: Element | undefined) => void;
}

/** A list and a button beside it. */
function choosing(
  id: string,
  { label, go, options }: { label: string; go: string; options: readonly (readonly [string, string])[] },
  act: (chosen: string) => void,
): HTMLElement {
  const select = make('select', { id }, ...options.map(([value, name]) => make('option', { value }, name)));
  const button = make('button', { type: 'button', class: 'button secondary' }, go);
  button.addEventListener('click', () => act(select.value));
  return make('div', { class: 'doing' }, make('label', { for: id }, label), make('div', {}, select, button));
}

function appending(editor: Editor, { element, say, done }: Act): HTMLElement {
  const pieces = PIECES.filter(({ name }) => name !== 'start');
  const options = pieces.map(({ name }) => [name, say(`editor.kind.${name}`)] as const);
  const words = { label: say('editor.do.append'), go: say('editor.do.append.go'), options };
  return choosing('do-append', words, (chosen) => {
    const piece = pieces.find(({ name }) => name === chosen);
    if (piece !== undefined) done(editor.append(element, piece.shape));
  });
}

function connecting(editor: Editor, { element, say, done }: Act): HTMLElement {
  const ends = editor.elements().filter((one) => one !== element && !['flow', 'start', 'timer'].includes(kindOf(one)));
  const options = ends.map((one) => [one.id, titleOf(one, say(`editor.kind.${kindOf(one)}`))] as const);
  const words = { label: say('editor.do.connect'), go: say('editor.do.connect.go'), options };
  return choosing('do-connect', words, (chosen) => {
    const end = editor.find(chosen);
    if (end !== undefined) editor.connect(element, end);
    done(element);
  });
}

function timing(editor: Editor, { element, say, done }: Act): HTMLElement {
  const button = make('button', { type: 'button', class: 'button secondary' }, say('editor.do.timer'));
  button.addEventListener('click', () =>
    done(editor.attach(element, { type: 'bpmn:BoundaryEvent', eventDefinitionType: 'bpmn:TimerEventDefinition' })),
  );
  return button;
}
