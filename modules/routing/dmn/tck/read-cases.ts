import type { ModelRefusal, Refuse } from '../refusal.ts';
import { readXml, type XmlElement } from '../xml.ts';
import type { Given } from './given.ts';

export interface Expected {
  readonly name: string;
  /** The result has to be an error, which is a null here. */
  readonly error: boolean;
  readonly value: Given | undefined;
}

/** A case of the public test suite of DMN (the Technology Compatibility Kit). */
export interface Case {
  readonly id: string;
  readonly type: 'decision' | 'decisionService' | 'bkm';
  /** Of the service or function that is asked. */
  readonly invocable: string | undefined;
  readonly inputs: readonly { readonly name: string; readonly value: Given }[];
  readonly expected: readonly Expected[];
}

export interface Cases {
  /** File name of the model. */
  readonly model: string | undefined;
  readonly cases: readonly Case[];
}

const NAMESPACE = 'http://www.omg.org/spec/DMN/20160719/testcase';

/** A file of test cases; undefined if it is none. */
export function readCases(xml: string): Cases | undefined {
  const refusals: ModelRefusal[] = [];
  const refuse: Refuse = (code, { line, id }, detail) => refusals.push({ code, line, element: id, detail });
  const root = readXml(xml, refuse);
  if (root?.name !== 'testCases' || root.uri !== NAMESPACE) return undefined;
  const cases = inside(root, 'testCase').map(readCase);
  return { model: inside(root, 'modelName')[0]?.text.trim(), cases };
}

function inside({ children }: XmlElement, name: string): readonly XmlElement[] {
  return children.filter((child) => child.name === name);
}

function readCase(element: XmlElement, at: number): Case {
  const type = element.attributes.get('type');
  return {
    id: element.attributes.get('id') ?? String(at + 1).padStart(3, '0'),
    type: type === 'decisionService' || type === 'bkm' ? type : 'decision',
    invocable: element.attributes.get('invocableName'),
    inputs: inside(element, 'inputNode').map((node) => ({ name: nameOf(node), value: readGiven(node) ?? NIL })),
    expected: inside(element, 'resultNode').map(readExpected),
  };
}

function nameOf({ attributes }: XmlElement): string {
  return attributes.get('name') ?? '';
}

const NIL: Given = { kind: 'value', type: undefined, text: undefined };

function readExpected(node: XmlElement): Expected {
  const [expected] = inside(node, 'expected');
  return {
    name: nameOf(node),
    error: node.attributes.get('errorResult') === 'true',
    value: expected && (readGiven(expected) ?? NIL),
  };
}

/** A value, a list of items, or components; undefined if there is nothing. */
function readGiven(element: XmlElement): Given | undefined {
  const components = inside(element, 'component');
  if (components.length > 0)
    return { kind: 'components', entries: new Map(components.map((one) => [nameOf(one), readGiven(one) ?? NIL])) };
  const [list] = inside(element, 'list');
  if (list !== undefined) return isNil(list) ? NIL : { kind: 'list', items: inside(list, 'item').map(readItem) };
  const [value] = inside(element, 'value');
  return value && readValue(value);
}

function readItem(element: XmlElement): Given {
  return readGiven(element) ?? NIL;
}

function isNil({ attributes }: XmlElement): boolean {
  return ['true', '1'].includes(attributes.get('xsi:nil') ?? '');
}

function readValue(element: XmlElement): Given {
  const type = element.attributes.get('xsi:type')?.replace(/^.*:/, '');
  return { kind: 'value', type, text: isNil(element) ? undefined : element.text };
}
