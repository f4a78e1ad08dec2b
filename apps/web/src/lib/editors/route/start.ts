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

function live(editor: Editor): void {
  const [panel, outline, found] = ['panel', 'outline', 'found'].map((id) => the(id, HTMLElement));
  if (!panel || !outline || !found) return;
  const ask = checker(page.dataset.check ?? '');
  let findings: Findings = { problems: [], warnings: [] };
  let changed = false;

  const choose = (id: string) => {
    const element = editor.find(id);
    if (element === undefined) return;
    editor.select(element);
    document.getElementById('panel-title')?.focus();
  };
  const showAll = () => {
    showPanel(panel, editor, { say, ...given, taskAttributes });
    showOutline(outline, editor, { say, problems: findings.problems, choose });
  };
  const check = async () => {
    const answer = await ask('route', await editor.write());
    if (answer === undefined) return;
    findings = answer;
    editor.mark(new Set(answer.problems.flatMap(({ element }) => element ?? [])), 'wrong');
    showFindings(found, answer, { say, choose });
    showOutline(outline, editor, { say, problems: answer.problems, choose });
  };
  const checkSoon = whenQuiet(() => void check());
  editor.onChange(() => {
    changed = true;
    state.textContent = say('editor.changed');
    showOutline(outline, editor, { say, problems: findings.problems, choose });
    if (!panel.contains(document.activeElement)) showPanel(panel, editor, { say, ...given, taskAttributes });
    checkSoon();
  });
  editor.onSelect(showAll);
  for (const [id, act] of [
    ['undo', editor.undo],
    ['redo', editor.redo],
    ['fit', editor.fit],
    ['closer', () => editor.zoom(1.25)],
    ['farther', () => editor.zoom(0.8)],
  ] as const)
    the(id, HTMLButtonElement).addEventListener('click', act);
  sendWith(the('save', HTMLFormElement), field, { write: editor.write, isChanged: () => changed });
  showAll();
  void check();
}

begin().catch(() => {
  show(false);
  state.textContent = say('editor.unreadable');
});
