// The script of the editor of decision tables.
import Modeler, { type DmnElement, type DmnView } from 'dmn-js/lib/Modeler';
import { checker } from '../check.ts';
import { showFindings } from '../findings.ts';
import { make, sendWith, sentences, the, translateWith, whenQuiet } from '../page.ts';
import { give, givenTo, take, type Fact } from './inputs.ts';
import { styleWith } from './nonce.ts';

const page = the('editor', HTMLElement);
const say = sentences(page.dataset.sentences);
const facts = JSON.parse(page.dataset.facts ?? '[]') as readonly Fact[];
const field = the('xml', HTMLTextAreaElement);
const state = the('editor-state', HTMLElement);
const parts = { drawing: the('with', HTMLElement), file: the('without', HTMLElement) };
const [choice, boxes, found] = [the('views', HTMLSelectElement), the('given', HTMLElement), the('found', HTMLElement)];

const spoken = { translate: ['value', translateWith(say, 'editor.dmn.')] };
styleWith(page.dataset.nonce ?? '');
const modeler = new Modeler({
  container: the('table', HTMLElement),
  decisionTable: { additionalModules: [spoken] },
  literalExpression: { additionalModules: [spoken] },
});
const ask = checker(page.dataset.check ?? '');
let changed = false;

/** Either the table or the file. */
function show(drawing: boolean): void {
  parts.drawing.hidden = !drawing;
  parts.file.hidden = drawing;
  field.hidden = drawing;
}

const write = async () => (await modeler.saveXML({ format: true })).xml;

const check = async () => {
  const answer = await ask(page.dataset.name ?? '', await write());
  if (answer === undefined) return;
  showFindings(found, { ...answer, problems: answer.problems.map(({ says }) => ({ says })) }, { say });
};
const checkSoon = whenQuiet(() => void check());

function noteChange(): void {
  changed = true;
  state.textContent = say('editor.changed');
  checkSoon();
}

const isLogic = ({ type }: DmnView) => type === 'decisionTable' || type === 'literalExpression';

/** The library leaves the head of the column of numbers empty, and draws it anew as it likes. */
function nameNumbers(): void {
  for (const head of document.querySelectorAll('#table th.index-column:empty'))
    head.textContent = say('editor.examples.row');
}
new MutationObserver(nameNumbers).observe(the('table', HTMLElement), { childList: true, subtree: true });

async function open(view: DmnView): Promise<void> {
  await modeler.open(view);
  modeler.getActiveViewer()?.on('elements.changed', noteChange);
  showGiven(view.element);
}

/** What the decision may ask, as boxes to tick. */
function showGiven(decision: DmnElement): void {
  const definitions = modeler.getDefinitions();
  const known = givenTo(definitions, decision);
  const others = [...known].filter((name) => !facts.some((fact) => fact.name === name));
  const listed: readonly Fact[] = [...facts, ...others.map((name) => ({ name, label: name }))];
  boxes.replaceChildren(
    ...listed.map((fact) => {
      const id = `given-${fact.name}`;
      const box = make('input', { type: 'checkbox', id, checked: known.has(fact.name) });
      box.addEventListener('change', () => {
        if (box.checked) give(definitions, decision, fact);
        else take(definitions, decision, fact.name);
        noteChange();
      });
      const label = fact.label === '' ? say(`editor.fact.${fact.name}`) : fact.label;
      return make('label', { for: id }, box, `${label} `, make('code', {}, fact.name));
    }),
  );
}

async function begin(): Promise<void> {
  show(true);
  await modeler.importXML(field.value, { open: false });
  const views = modeler.getViews().filter(isLogic);
  const [first] = views;
  if (first === undefined) throw new Error('Nothing in this model can be shown as a table.');
  choice.replaceChildren(...views.map(({ id, name }) => make('option', { value: id }, name ?? id)));
  the('view', HTMLElement).hidden = views.length < 2;
  choice.addEventListener('change', () => {
    const view = modeler.getViews().find(({ id }) => id === choice.value);
    if (view !== undefined) void open(view);
  });
  await open(views.find(({ element }) => element.name === page.dataset.name) ?? first);
  sendWith(the('save', HTMLFormElement), field, { write, isChanged: () => changed });
  void check();
}

begin().catch(() => {
  show(false);
  state.textContent = say('editor.unreadable');
});
