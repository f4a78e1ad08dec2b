import type { ElementId, Flow, Route, RouteNode } from '../route.ts';
import { listed, isTree, partsOf, textOf, type Tree } from '../tree.ts';
import { contradictions } from './contradictions.ts';
import { MOST_CHARACTERS, MOST_FLOW_ELEMENTS, MOST_PROBLEMS } from './limits.ts';
import { outside } from './outside.ts';
import { parse } from './parse.ts';
import { readFlow } from './read-flow.ts';
import { keptOf, readNode } from './read-node.ts';
import type { Refuse } from './given.ts';
import { readAutomatic } from './read-automatic.ts';
import { present } from './read-work.ts';
import type { Refusal } from './refusal.ts';
import { scan, withoutAstralReferences, type Places } from './scan.ts';

/** What came of a file: the route and the line of each element, or every reason (at most 200) why there is none. */
export type Imported =
  { readonly route: Route; readonly lines: ReadonlyMap<ElementId, number> } | { readonly refusals: readonly Refusal[] };

/**
 * Reads a BPMN 2.0 file (UTF-8, at most 16 MB) that stays within the subset of docs/routes.md. Nothing is left out
 * silently: what the platform would not do is refused by the id of its element.
 */
export async function importRoute(file: string | Uint8Array): Promise<Imported> {
  const xml = typeof file === 'string' ? file : decoded(file);
  if (xml === undefined) return { refusals: [{ code: 'route.not-utf8' }] };
  const { refusals, places, mayGoOn } = scan(xml);
  if (!mayGoOn) return { refusals };
  const { tree, refusals: warnings } = await parse(withoutAstralReferences(xml.replaceAll(/\r\n?/g, '\n')), places);
  const beyond = tree === undefined ? [] : outside(tree);
  if (tree !== undefined && refusals.length + warnings.length + beyond.length === 0) return read(tree, places);
  // What a foreign namespace brings along is refused once, where it stands.
  return refused(
    [...refusals, ...warnings, ...beyond.filter(({ code }) => code !== EXTENSION || refusals.length === 0)],
    places,
  );
}

const EXTENSION = 'route.extension-outside';

function decoded(bytes: Uint8Array): string | undefined {
  // Four bytes are at most two characters: more bytes than this are too many characters in any case.
  if (bytes.length > 3 * MOST_CHARACTERS) return ' '.repeat(MOST_CHARACTERS + 1);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function read(definitions: Tree, places: Places): Imported {
  const processes = partsOf(definitions, 'rootElements').filter(({ type }) => type === 'bpmn:Process');
  const [process] = processes;
  const id = process === undefined ? undefined : textOf(process, 'id');
  if (process === undefined || id === undefined || processes.length > 1)
    return refused([{ code: 'route.one-process' }], places);
  const reading = new Reading(definitions);
  reading.container(process, undefined);
  const automatic = readAutomatic(process, (code, detail) =>
    reading.refusals.push({ code, element: id, ...present({ detail }) }),
  );
  const { nodes, flows, refusals } = reading;
  const wrong = [...refusals, ...(refusals.length > 0 ? [] : contradictions({ nodes, flows }, process))];
  if (wrong.length > 0) return refused(wrong, places);
  const others = listed(definitions.values.rootElements).filter((root) => isTree(root) && root !== process);
  const kept = {
    process: keptOf(process, ['documentation', 'isExecutable', 'isClosed', 'processType', 'artifacts', 'laneSets']),
    definitions: { ...said(definitions), rootElements: others },
  };
  const named = present({ name: textOf(process, 'name') });
  const route = { id, ...named, ...(automatic && { automatic }), nodes, flows, kept };
  return { route, lines: places.lineOf };
}

/** The default of BPMN for expressions; a route that holds it has none. */
const XPATH = 'http://www.w3.org/1999/XPath';

function said({ values: { expressionLanguage, ...values } }: Tree): Tree['values'] {
  return expressionLanguage === undefined || expressionLanguage === XPATH ? values : { ...values, expressionLanguage };
}

class Reading {
  readonly nodes: RouteNode[] = [];
  readonly flows: Flow[] = [];
  readonly refusals: Refusal[] = [];
  readonly #language: string | undefined;

  constructor(definitions: Tree) {
    this.#language = textOf(definitions, 'expressionLanguage');
  }

  container(tree: Tree, parent: string | undefined): void {
    for (const element of partsOf(tree, 'flowElements')) {
      const id = textOf(element, 'id');
      if (id === undefined)
        this.refusals.push({ code: 'route.id-missing', detail: element.type, ...present({ element: parent }) });
      else if (this.nodes.length + this.flows.length < MOST_FLOW_ELEMENTS) this.#element(element, { id, parent });
      else {
        this.refusals.push({ code: 'route.too-large', element: id });
        return;
      }
    }
  }

  #element(tree: Tree, { id, parent }: { readonly id: string; readonly parent: string | undefined }): void {
    const refuse: Refuse = (code, detail) => this.refusals.push({ code, element: id, ...present({ detail }) });
    if (tree.type === 'bpmn:SequenceFlow') {
      const flow = readFlow(tree, { id, parent, language: this.#language }, refuse);
      if (flow !== undefined) this.flows.push(flow);
      return;
    }
    const node = readNode(tree, { id, parent }, refuse);
    if (node !== undefined) this.nodes.push(node);
    if (tree.type === 'bpmn:SubProcess') this.container(tree, id);
  }
}

function refused(refusals: readonly Refusal[], { lineOf }: Places): Imported {
  const placed = refusals.slice(0, MOST_PROBLEMS).map((refusal) => {
    const line = refusal.line ?? (refusal.element === undefined ? undefined : lineOf.get(refusal.element));
    return line === undefined ? refusal : { ...refusal, line };
  });
  return { refusals: placed };
}
