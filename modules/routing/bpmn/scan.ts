import { SaxesParser, type SaxesTagNS } from 'saxes';
import { MOST_CHARACTERS, MOST_DEPTH, MOST_ID, MOST_PROBLEMS, MOST_REFERENCES, MOST_XML_ELEMENTS } from './limits.ts';
import { NAMESPACES } from './namespaces.ts';
import type { Refusal, RefusalCode } from './refusal.ts';

/** Where the elements of a file stand, for whoever has to say so. */
export interface Places {
  readonly lineOf: ReadonlyMap<string, number>;
  /** How many elements there are. */
  readonly elements: number;
  /** The id of the element with the tag that starts on the line, or of the last one with an id before it. */
  readonly idAt: (line: number, tag: string) => string | undefined;
}

/** BPMN ids are NCNames; the parser behind takes these of them. */
const ID = /^[a-z_][\w.-]*$/i;

interface Scanned {
  readonly refusals: readonly Refusal[];
  /** Whether the parser would understand the rest well enough to say what else is wrong. */
  readonly mayGoOn: boolean;
  readonly places: Places;
}

const HARMLESS: ReadonlySet<RefusalCode> = new Set(['route.namespace-unknown', 'route.value-malformed']);

/** Found something after which the rest of the file is not worth reading. */
class Stop extends Error {}

/**
 * Reads a file once, strictly, before anything is made of it: well-formed XML 1.0 without DOCTYPE (so no entities but
 * the five of XML), bounded in size and depth, known namespaces, ids that are unique.
 */
export function scan(xml: string): Scanned {
  const reading = new Reading();
  if (xml.length > MOST_CHARACTERS) reading.refuse('route.too-large');
  else reading.read(xml);
  const { starts, lineOf, refusals } = reading;
  const before = (line: number) => starts.findLast((start) => start.line <= line);
  const idAt: Places['idAt'] = (line, tag) =>
    (starts.find((start) => start.line === line && start.tag === tag) ?? before(line))?.id;
  return {
    refusals,
    mayGoOn: refusals.every(({ code }) => HARMLESS.has(code)),
    places: { lineOf, idAt, elements: reading.elements },
  };
}

class Reading {
  readonly refusals: Refusal[] = [];
  readonly lineOf = new Map<string, number>();
  readonly starts: { readonly line: number; readonly id: string; readonly tag: string }[] = [];
  elements = 0;
  readonly #open: (string | undefined)[] = [];
  /** By depth: how many references the element that is open there has so far. */
  readonly #references: number[] = [];
  readonly #parser = new SaxesParser({ xmlns: true, position: true });
  /** Where the tag begins: attributes may go on for lines. */
  #line = 1;

  refuse(code: RefusalCode, at: { element?: string | undefined; detail?: string | undefined } = {}): void {
    const { element = this.#open.findLast((id) => id !== undefined), detail } = at;
    const line = this.#parser.line;
    this.refusals.push({
      code,
      line,
      ...(element === undefined ? {} : { element }),
      ...(detail === undefined ? {} : { detail: shown(detail) }),
    });
    if (this.refusals.length >= MOST_PROBLEMS) throw new Stop();
  }

  read(xml: string): void {
    const parser = this.#parser;
    parser.on('doctype', () => this.#stop('route.doctype'));
    parser.on('xmldecl', ({ version, encoding }) => {
      const is8 = encoding === undefined || /^utf-?8$/i.test(encoding);
      if (!is8 || version !== '1.0') this.#stop('route.encoding', is8 ? version : encoding);
    });
    // A namespace that is not bound is an error of the XML as well, and ends the reading.
    parser.on('error', () => this.#stop('route.not-xml'));
    parser.on('opentagstart', () => {
      this.#line = parser.line;
    });
    parser.on('opentag', (tag) => this.#opened(tag));
    parser.on('closetag', () => {
      this.#open.pop();
      this.#references.length = this.#open.length + 1;
    });
    try {
      parser.write(xml).close();
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
    }
  }

  #stop(code: RefusalCode, detail?: string): never {
    this.refuse(code, { detail });
    throw new Stop();
  }

  #opened(tag: SaxesTagNS): void {
    this.elements += 1;
    if (this.elements > MOST_XML_ELEMENTS) this.#stop('route.too-large');
    const id = tag.attributes.id?.value;
    this.#counted(tag);
    this.#open.push(id);
    if (this.#open.length > MOST_DEPTH) this.#stop('route.too-deep');
    if (id !== undefined) this.#placed(id, tag.name);
    if (!NAMESPACES.has(tag.uri)) this.refuse('route.namespace-unknown', { detail: tag.uri });
    for (const { name, prefix, uri, value } of Object.values(tag.attributes)) {
      if (isMisread(name, value)) this.refuse('route.value-malformed', { detail: `${name}="${value}"` });
      if (prefix === '' || prefix === 'xmlns' || NAMESPACES.has(uri)) continue;
      this.refuse('route.namespace-unknown', { detail: `${name} ${uri}` });
    }
  }

  /** The parser looks through all references of an element for each of them. */
  #counted({ local }: SaxesTagNS): void {
    if (!REFERENCES.test(local)) return;
    const depth = this.#open.length;
    const count = (this.#references[depth] ?? 0) + 1;
    this.#references[depth] = count;
    if (count > MOST_REFERENCES) this.#stop('route.too-large', local);
  }

  #placed(id: string, tag: string): void {
    const line = this.#line;
    if (!ID.test(id) || id.length > MOST_ID || id === '__proto__')
      this.refuse('route.id-illegal', { element: shown(id) });
    if (this.lineOf.has(id)) this.refuse('route.id-duplicate', { element: id });
    this.lineOf.set(id, line);
    this.starts.push({ line, id, tag });
  }
}

const REFERENCES = /(?:Ref|^incoming|^outgoing)$/;

const BOOLEAN = /^(?:is[A-Z]\w*|cancelActivity|triggeredByEvent|parallelMultiple|choreographyActivityShape)$/;
const NUMBER = /^(?:x|y|width|height|startQuantity|completionQuantity)$/;

/** The parser takes every boolean but `true` for false, and what is no number for none. */
function isMisread(name: string, value: string): boolean {
  if (BOOLEAN.test(name)) return value !== 'true' && value !== 'false';
  return NUMBER.test(name) && !/^[+-]?(?:\d{1,9}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][+-]?\d{1,3})?$/.test(value);
}

/** A word out of a stranger's file: on one line, and short. */
export function shown(text: string): string {
  const line = text.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}

const REFERENCE = /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|&#(?:x([0-9a-f]+)|([0-9]+));/gi;

/**
 * Numeric references above U+FFFF as the characters themselves: bpmn-moddle 10.3 reads &#x20BB7; (𠮷, in people's
 * names) as U+0BB7. Only for what was scanned before: its sections are closed, its references are characters.
 */
export function withoutAstralReferences(xml: string): string {
  return xml.replaceAll(REFERENCE, (found: string, hex: string | undefined, decimal: string | undefined) => {
    if (hex === undefined && decimal === undefined) return found;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0xffff ? String.fromCodePoint(code) : found;
  });
}
