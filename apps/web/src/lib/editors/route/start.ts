// The script of the route editor.
import { checker, type Findings } from '../check.ts';
import { showFindings } from '../findings.ts';
import { sendWith, sentences, the, whenQuiet } from '../page.ts';
import { openRoute, type Editor } from './modeler.ts';
import { showOutline } from './outline.ts';
import { showPanel } from './panel.ts';

interface Given {
  readonly departments: readonly { readonly key: string; readonly name: string }[];
  readonly decisions: readonly string[];
  readonly attributes: {
    readonly types: readonly { extends: readonly string[]; properties: readonly { name: string }[] }[];
  };
}

const page = the('editor', HTMLElement);
const say = sentences(page.dataset.sentences);
const given = JSON.parse(page.dataset.given ?? '{}') as Given;
const field = the('route', HTMLTextAreaElement);
const state = the('editor-state', HTMLElement);

const taskAttributes = given.attributes.types
  .filter((type) => type.extends.includes('bpmn:Task'))
  .flatMap(({ properties }) => properties.map(({ name }) => name))
  .filter((name) => !['form', 'operation', 'decision'].includes(name));

const parts = { drawing: the('with', HTMLElement), file: the('without', HTMLElement) };

/** Either the drawing or the file: the library draws only on what has a size. */
function show(drawing: boolean): void {
  parts.drawing.hidden = !drawing;
  parts.file.hidden = drawing;
  field.hidden = drawing;
}

async function begin(): Promise<void> {
  show(true);
  const drawn = page.dataset.drawn ?? '';
  // What was typed and not saved yet goes before what was saved.
  const xml = page.dataset.typed === 'yes' || drawn === '' ? field.value : drawn;
  live(await openRoute(xml, { container: the('canvas', HTMLElement), attributes: given.attributes, say }));
}

/** The places that follow the drawing. */
const places = {
  panel: the('panel', HTMLElement),
  outline: the('outline', HTMLElement),
  found: the('found', HTMLElement),
};
const ask = checker(page.dataset.check ?? '');
let findings: Findings = { problems: [], warnings: [] };
let changed = false;

function live(editor: Editor): void {
  const choose = (id: string) => {
    const element = editor.find(id);
    if (element === undefined) return;
    editor.select(element);
    document.getElementById('panel-title')?.focus();
  };
  const list = () => showOutline(places.outline, editor, { say, problems: findings.problems, choose });
  const panel = () => showPanel(places.panel, editor, { say, ...given, taskAttributes });
  const check = async () => {
    const answer = await ask('route', await editor.write());
    if (answer === undefined) return;
    findings = answer;
    editor.mark(new Set(answer.problems.flatMap(({ element }) => element ?? [])), 'wrong');
    showFindings(places.found, answer, { say, choose });
    list();
  };
  const checkSoon = whenQuiet(() => void check());
  editor.onChange(() => {
    changed = true;
    state.textContent = say('editor.changed');
    list();
    // Whoever is typing into the panel is not disturbed.
    if (!places.panel.contains(document.activeElement)) panel();
    checkSoon();
  });
  editor.onSelect(() => {
    panel();
    list();
  });
  useTools(editor);
  sendWith(the('save', HTMLFormElement), field, { write: editor.write, isChanged: () => changed });
  panel();
  void check();
}

function useTools(editor: Editor): void {
  const tools = {
    undo: editor.undo,
    redo: editor.redo,
    fit: editor.fit,
    closer: () => editor.zoom(1.25),
    farther: () => editor.zoom(0.8),
  };
  for (const [id, act] of Object.entries(tools)) the(id, HTMLButtonElement).addEventListener('click', act);
}

begin().catch(() => {
  show(false);
  state.textContent = say('editor.unreadable');
});
