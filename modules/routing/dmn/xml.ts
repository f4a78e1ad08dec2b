import { SaxesParser, type SaxesTagNS } from 'saxes';
import { MOST_CHARACTERS, MOST_DEPTH, MOST_XML_ELEMENTS } from './limits.ts';
import type { Refuse, RefusalCode } from './refusal.ts';

/** An element of the file, in the words of its namespace. */
export interface XmlElement {
  readonly name: string;
  readonly uri: string;
  readonly line: number;
  /** Its own, or of the nearest around it. */
  readonly id: string | undefined;
  /** Without a namespace, or of XML Schema's instances with the prefix `xsi:`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All text directly inside. */
  readonly text: string;
  /** Prefixes bound here or around. */
  readonly prefixes: ReadonlyMap<string, string>;
}

interface Growing extends XmlElement {
  readonly children: Growing[];
  text: string;
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

class Stop extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(code);
    this.code = code;
  }
}

/** Well-formed XML 1.0 without DOCTYPE, bounded in size and depth; undefined, and a refusal, for anything else. */
export function readXml(xml: string, refuse: Refuse): XmlElement | undefined {
  if (xml.length > MOST_CHARACTERS) {
    refuse('model.too-large', {});
    return undefined;
  }
  const building = new Building();
  try {
    building.parser.write(xml).close();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    refuse(error.code, { line: building.parser.line });
    return undefined;
  }
  if (building.root === undefined) refuse('model.not-xml', {});
  return building.root;
}

class Building {
  readonly parser = new SaxesParser({ xmlns: true, position: true });
  root: Growing | undefined;
  readonly #open: Growing[] = [];
  #elements = 0;

  constructor() {
    const { parser } = this;
    parser.on('doctype', () => stop('model.doctype'));
    parser.on('error', () => stop('model.not-xml'));
    parser.on('xmldecl', ({ version, encoding }) => {
      if (version !== '1.0' || (encoding !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(encoding)))
        stop('model.encoding');
    });
    parser.on('opentag', (tag) => this.#opened(tag));
    parser.on('text', (text) => this.#said(text));
    parser.on('cdata', (text) => this.#said(text));
    parser.on('closetag', () => this.#open.pop());
  }

  #opened(tag: SaxesTagNS): void {
    const parent = this.#open.at(-1);
    const element = elementOf(tag, this.parser.line, parent);
    parent?.children.push(element);
    this.root ??= element;
    this.#elements += 1;
    if (this.#elements > MOST_XML_ELEMENTS) stop('model.too-large');
    if (this.#open.push(element) > MOST_DEPTH) stop('model.too-deep');
  }

  #said(text: string): void {
    const inner = this.#open.at(-1);
    if (inner !== undefined) inner.text += text;
  }
}

function stop(code: RefusalCode): never {
  throw new Stop(code);
}

function elementOf({ local, uri, attributes, ns }: SaxesTagNS, line: number, parent: Growing | undefined): Growing {
  const own = Object.values(attributes).flatMap(({ prefix, local: name, uri: of, value }) => {
    if (prefix === '') return [[name, value] as const];
    return of === XSI ? [[`xsi:${name}`, value] as const] : [];
  });
  const bound = Object.entries(ns);
  const outer = parent?.prefixes ?? new Map<string, string>();
  const prefixes = bound.length === 0 ? outer : new Map([...outer, ...bound]);
  const map = new Map(own);
  return { name: local, uri, line, id: map.get('id') ?? parent?.id, attributes: map, children: [], text: '', prefixes };
}

/** A word out of a stranger's file: on one line, and short. */
export function shown(text: string): string {
  const line = text.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}
