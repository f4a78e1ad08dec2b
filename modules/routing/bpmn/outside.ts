import { isReference, isTree, listed, textOf, type Tree, type TreeValue } from '../tree.ts';
import type { Refusal, RefusalCode } from './refusal.ts';
import { DRAWING, ELEMENTS, SUBSET } from './subset.ts';

/** Every element of a model that is outside the subset, by its id or by that of the element it stands in. */
export function outside(tree: Tree, owner?: string): readonly Refusal[] {
  if (DRAWING.test(tree.type)) return [];
  const id = textOf(tree, 'id') ?? owner;
  const content = SUBSET.get(tree.type);
  if (content === undefined) return [refusal('route.element-outside', id, xmlName(tree.type))];
  return Object.entries(tree.values).flatMap(([name, value]) => {
    if (content.names.includes(name))
      return partsIn(value).flatMap((part) => outside(part, id).map((found) => raised(found, { name, part, id })));
    const allowed = content.fixed?.[name];
    if (allowed !== undefined)
      return allowed.some((is) => is === value)
        ? []
        : [refusal('route.property-outside', id, `${name}="${text(value)}"`)];
    return unknownPart(name, { value, id });
  });
}

interface Part {
  readonly name: string;
  readonly part: Tree;
  readonly id: string | undefined;
}

/** A message inside an event is refused by the id of the event, which is what people see in the drawing. */
function raised(found: Refusal, { name, part, id }: Part): Refusal {
  const isPartItself = found.element === textOf(part, 'id') && found.code === 'route.element-outside';
  return isPartItself && !ELEMENTS.has(name) && id !== undefined ? { ...found, element: id } : found;
}

function unknownPart(
  name: string,
  { value, id }: { readonly value: Tree['values'][string]; readonly id: string | undefined },
): readonly Refusal[] {
  if (name === 'extensionElements') return extensions(partsIn(value), id);
  if (name === 'messageFlows')
    return partsIn(value).map((flow) => refusal('route.message-flow', textOf(flow, 'id') ?? id));
  const parts = partsIn(value);
  if (parts.length === 0) return [refusal('route.property-outside', id, `${name}="${text(value)}"`)];
  return parts.map((part) => {
    const element = ELEMENTS.has(name) ? (textOf(part, 'id') ?? id) : id;
    return refusal('route.element-outside', element, xmlName(part.type));
  });
}

/** An empty list of extensions extends nothing. */
function extensions(parts: readonly Tree[], id: string | undefined): readonly Refusal[] {
  const holds = parts.flatMap(({ values }) => listed(values.values).filter(isTree));
  return holds.map(({ type }) => refusal('route.extension-outside', id, type));
}

function refusal(code: RefusalCode, element: string | undefined, detail?: string): Refusal {
  return { code, ...(element === undefined ? {} : { element }), ...(detail === undefined ? {} : { detail }) };
}

/** The tag: `bpmn:SendTask` is `sendTask` in the file. */
function xmlName(type: string): string {
  const local = type.slice(type.indexOf(':') + 1);
  return local.charAt(0).toLowerCase() + local.slice(1);
}

function partsIn(value: Tree['values'][string]): readonly Tree[] {
  return listed(value).filter(isTree);
}

function text(value: Tree['values'][string]): string {
  const word = (each: TreeValue) => (isReference(each) ? each.ref : isTree(each) ? xmlName(each.type) : String(each));
  return listed(value).map(word).join(' ').slice(0, 100);
}
