import { BpmnModdle, type Element, type Warning } from 'bpmn-moddle';
import { isReference, isTree, type Tree, type TreeValue, type Values } from '../tree.ts';
import { MOST_LOOKING_BACK, MOST_PROBLEMS } from './limits.ts';
import { ownPackage } from './namespaces.ts';
import type { Refusal } from './refusal.ts';
import { shown, type Places } from './scan.ts';

const moddle = new BpmnModdle({ tongban: ownPackage });

/**
 * The file as BPMN's own meta-model sees it, and each warning of the parser as a refusal: what it warns of it leaves
 * out, and a route without a part of what was drawn is another route.
 */
export async function parse(
  xml: string,
  places: Places,
): Promise<{ readonly tree?: Tree; readonly refusals: readonly Refusal[] }> {
  try {
    const lax = xml.length * places.elements <= MOST_LOOKING_BACK;
    const { rootElement, warnings } = await moddle.fromXML(xml, 'bpmn:Definitions', { lax });
    const refusals = warnings.slice(0, MOST_PROBLEMS).map((warning) => refusalOf(warning, places));
    return { tree: treeOf(rootElement), refusals };
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return {
      refusals: [message.startsWith('unparsable content') ? unreadable(message, places) : { code: 'route.not-bpmn' }],
    };
  }
}

/** The XML of a model that is given as plain data. */
export async function write(tree: Tree): Promise<string> {
  const { xml } = await moddle.toXML(elementOf(tree), { format: true });
  // Only as references do these survive the next reader (XML 1.0, 2.11 and 3.3.3).
  return xml.replaceAll('\r', '&#13;').replaceAll('\t', '&#9;');
}

function refusalOf({ message, element, property, value }: Warning, places: Places): Refusal {
  if (element === undefined) return unreadable(message, places);
  const owner = ownerOf(element);
  const line = owner === undefined ? undefined : places.lineOf.get(owner);
  return {
    code: message.startsWith('unresolved reference') ? 'route.reference-unknown' : 'route.attribute-unknown',
    ...(owner === undefined ? {} : { element: owner }),
    ...(line === undefined ? {} : { line }),
    detail: shown(`${property ?? ''}="${value ?? ''}"`),
  };
}

/** Of what it cannot make an element of, the parser gives the tag and its line, counted from 0. */
function unreadable(message: string, places: Places): Refusal {
  const [, line] = /line: (\d+)/.exec(message) ?? [];
  const [, tag = ''] = /<([\w:.-]{1,100})/.exec(message) ?? [];
  if (line === undefined) return { code: 'route.not-bpmn', detail: tag };
  const at = Number(line) + 1;
  const id = places.idAt(at, tag);
  return { code: 'route.element-outside', ...(id === undefined ? {} : { element: id }), line: at, detail: tag };
}

function ownerOf(element: Element | undefined): string | undefined {
  for (let at = element; at !== undefined; at = at.$parent) if (at.id !== undefined) return at.id;
  return undefined;
}

/**
 * By the descriptor: the parser hides references from enumeration. What is only the default said aloud is left out, as the
 * writer leaves it out; but a file that says its expressions are XPath (the default of BPMN) does not mean FEEL.
 */
function treeOf(element: Element): Tree {
  // An element of a foreign namespace has no properties that anybody here knows.
  const values = (element.$descriptor.properties ?? [])
    .filter(({ ns: { localName }, isVirtual }) => isVirtual !== true && Object.hasOwn(element, localName))
    .map((property) => ({ property, value: element.get(property.ns.localName) }))
    .filter(({ property, value }) => value !== property.default || property.ns.localName === 'expressionLanguage')
    .map(({ property: { ns, isReference }, value }) => {
      const read = valueIn(isReference === true);
      return [ns.localName, Array.isArray(value) ? value.map(read) : read(value)] as const;
    });
  return { type: element.$type, values: Object.fromEntries(values) };
}

function valueIn(toReference: boolean): (value: unknown) => TreeValue {
  return (value) => {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
    const element = value as Element | undefined;
    return toReference || element === undefined ? { ref: element?.id ?? '' } : treeOf(element);
  };
}

function elementOf({ type, values }: Tree): Element {
  const own = Object.entries(values).map(
    ([name, value]) => [name, isMany(value) ? value.map(written) : written(value)] as const,
  );
  return moddle.create(type, Object.fromEntries(own));
}

/** The writer asks a reference for nothing but its id. */
function written(value: TreeValue): unknown {
  if (isReferenceOrTree(value)) return isTree(value) ? elementOf(value) : { id: value.ref };
  return value;
}

function isReferenceOrTree(value: TreeValue): value is Exclude<TreeValue, string | number | boolean> {
  return isTree(value) || isReference(value);
}

function isMany(value: Values[string]): value is readonly TreeValue[] {
  return Array.isArray(value);
}
