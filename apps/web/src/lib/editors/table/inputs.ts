import type { DmnElement } from 'dmn-js/lib/Modeler';

/** A fact of the case that a table may ask. */
export interface Fact {
  readonly name: string;
  readonly label: string;
  readonly type?: string;
}

const ID = /[^A-Za-z0-9_-]/g;

function listOf(element: DmnElement, name: string): DmnElement[] {
  return element.get(name) as DmnElement[];
}

function inputs(definitions: DmnElement): readonly DmnElement[] {
  return listOf(definitions, 'drgElement').filter(({ $type }) => $type === 'dmn:InputData');
}

/** Names of the facts that a decision is given. */
export function givenTo(definitions: DmnElement, decision: DmnElement): ReadonlySet<string> {
  const needed = new Set(
    listOf(decision, 'informationRequirement').flatMap((one) => {
      const input = one.get('requiredInput') as { href?: string } | undefined;
      return input?.href === undefined ? [] : [input.href.replace('#', '')];
    }),
  );
  return new Set(inputs(definitions).flatMap(({ id, name }) => (needed.has(id) && name !== undefined ? [name] : [])));
}

/** Gives a decision a fact of the case: as input data of the model, and as what the decision requires. */
export function give(definitions: DmnElement, decision: DmnElement, { name, type }: Fact): void {
  const { $model: model } = definitions;
  let input = inputs(definitions).find((one) => one.name === name);
  if (input === undefined) {
    const id = `input-${name.replaceAll(ID, '-')}`;
    const typed = type === undefined ? {} : { typeRef: type };
    const variable = model.create('dmn:InformationItem', { id: `${id}-variable`, name, ...typed });
    input = model.create('dmn:InputData', { id, name, variable });
    put(definitions, 'drgElement', input);
  }
  const requiredInput = model.create('dmn:DMNElementReference', { href: `#${input.id}` });
  const requirement = model.create('dmn:InformationRequirement', { id: `needs-${input.id}`, requiredInput });
  put(decision, 'informationRequirement', requirement);
}

/** Takes a fact from a decision; the model keeps it while another decision has it. */
export function take(definitions: DmnElement, decision: DmnElement, name: string): void {
  const input = inputs(definitions).find((one) => one.name === name);
  if (input === undefined) return;
  const refers = (one: DmnElement) =>
    (one.get('requiredInput') as { href?: string } | undefined)?.href === `#${input.id}`;
  drop(decision, 'informationRequirement', refers);
  const stillNeeded = listOf(definitions, 'drgElement').some(
    (one) => one.$type === 'dmn:Decision' && listOf(one, 'informationRequirement').some(refers),
  );
  if (!stillNeeded) drop(definitions, 'drgElement', (one) => one === input);
}

function put(owner: DmnElement, list: string, element: DmnElement): void {
  element.$parent = owner;
  listOf(owner, list).push(element);
}

function drop(owner: DmnElement, list: string, is: (one: DmnElement) => boolean): void {
  const all = listOf(owner, list);
  const kept = all.filter((one) => !is(one));
  all.splice(0, all.length, ...kept);
}
