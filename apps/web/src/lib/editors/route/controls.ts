import { make, type Say } from '../page.ts';
import { titleOf, type Element } from './parts.ts';
import type { Question } from './questions.ts';

/** What can be chosen from. */
export interface Choices {
  readonly say: Say;
  readonly departments: readonly { readonly key: string; readonly name: string }[];
  readonly decisions: readonly string[];
}

interface Asked {
  readonly id: string;
  readonly as: Question['as'];
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly flows: readonly Element[];
}

type Answer = (value: string) => void;

/** A labelled control; every answer is taken when it is left or chosen. */
export function control(asked: Asked, answer: Answer, choices: Choices): HTMLElement {
  const { id, label, hint } = asked;
  const hasHint = !hint.startsWith('editor.');
  const hints = hasHint ? [make('p', { id: `${id}-hint`, class: 'hint' }, hint)] : [];
  const described = hasHint ? `${id}-hint` : undefined;
  if (asked.as === 'departments')
    return make(
      'fieldset',
      { 'aria-describedby': described },
      make('legend', {}, label),
      ...hints,
      departmentBoxes(asked, answer, choices),
    );
  const field = fieldFor(asked, answer, choices);
  if (described !== undefined) field.setAttribute('aria-describedby', described);
  return make('div', { class: 'ask' }, make('label', { for: id }, label), ...hints, ...around(asked, field, choices));
}

function fieldFor(asked: Asked, answer: Answer, choices: Choices): HTMLElement {
  const { id, as, value } = asked;
  if (as === 'span') return spanField(asked, answer);
  const options = optionsFor(asked, choices);
  const field =
    options === undefined
      ? as === 'area'
        ? make('textarea', { id, rows: '3', spellcheck: 'false' })
        : make('input', { id, type: 'text' })
      : make('select', { id }, ...options.map(([key, name]) => make('option', { value: key }, name)));
  field.value = value;
  field.addEventListener('change', () => answer(field.value.trim()));
  return field;
}

/** A value that is not among the options stays one of them: opening a file does not change it. */
function optionsFor(
  { as, value, flows }: Asked,
  { say, departments, decisions }: Choices,
): readonly (readonly [string, string])[] | undefined {
  const none = ['', say('editor.choose')] as const;
  const known = {
    department: () => [none, ...departments.map(({ key, name }) => [key, name] as const)],
    decision: () => [none, ...decisions.map((name) => [name, name] as const)],
    flow: () => [none, ...flows.map((flow) => [flow.id, titleOf(flow, '')] as const)],
    completion: () =>
      (['all', 'any', 'veto', 'n-of-m'] as const).map((rule) => [rule, say(`editor.completion.${rule}`)] as const),
    'yes-no': () => (['yes', 'no'] as const).map((one) => [one, say(`editor.interrupting.${one}`)] as const),
  };
  if (!(as in known)) return undefined;
  const options = known[as as keyof typeof known]();
  return options.some(([key]) => key === value) ? options : [...options, [value, value] as const];
}

const UNITS = ['workday', 'naturalDay', 'month', 'hour', 'minute'] as const;

/** The number of a span; its unit stands beside it. */
function spanField({ id, value }: Asked, answer: Answer): HTMLElement {
  const [count = ''] = value.split(' ');
  const field = make('input', { id, type: 'text', inputmode: 'numeric', size: '4' });
  field.value = count;
  field.addEventListener('change', () => {
    const unit = document.getElementById(`${id}-unit`) as HTMLSelectElement | null;
    const typed = field.value.trim();
    answer(typed === '' ? '' : `${typed} ${unit?.value ?? UNITS[0]}`);
  });
  return field;
}

function around({ id, as, value, label }: Asked, field: HTMLElement, { say }: Choices): readonly HTMLElement[] {
  if (as !== 'span') return [field];
  const [, unit = UNITS[0]] = value.split(' ');
  const units = make(
    'select',
    { id: `${id}-unit`, 'aria-label': `${label} · ${say('editor.unit')}` },
    ...UNITS.map((one) => make('option', { value: one }, say(`editor.unit.${one}`))),
  );
  units.value = unit;
  units.addEventListener('change', () => field.dispatchEvent(new Event('change')));
  return [make('div', { class: 'span' }, field, units)];
}

function departmentBoxes({ id, value }: Asked, answer: Answer, { departments }: Choices): HTMLElement {
  const chosen = new Set(value.split(' ').filter(Boolean));
  const strange = [...chosen].filter((key) => !departments.some((one) => one.key === key));
  const listed = [...departments, ...strange.map((key) => ({ key, name: key }))];
  const boxes = listed.map(({ key, name }) => {
    const box = make('input', { type: 'checkbox', id: `${id}-${key}`, checked: chosen.has(key) });
    box.addEventListener('change', () => {
      if (box.checked) chosen.add(key);
      else chosen.delete(key);
      answer(listed.flatMap((one) => (chosen.has(one.key) ? [one.key] : [])).join(' '));
    });
    return make('label', { for: `${id}-${key}` }, box, name);
  });
  return make('div', { class: 'boxes' }, ...boxes);
}
