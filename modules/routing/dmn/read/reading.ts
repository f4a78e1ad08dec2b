import { DMN } from '../namespaces.ts';
import type { Refuse } from '../refusal.ts';
import { shown, type XmlElement } from '../xml.ts';

/** The file that is being read: what it lacks is noted, and reading goes on. */
export interface Reading {
  readonly refuse: Refuse;
}

export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name && DMN.has(child.uri));
}

export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return childrenOf(element, name)[0];
}

/** Text of `<text>` inside; empty if there is none. */
export function textOf(element: XmlElement): string {
  return childOf(element, 'text')?.text ?? '';
}

/** Text of `<text>` inside; undefined where it says nothing. */
export function wordsOf(element: XmlElement | undefined): string | undefined {
  const text = element === undefined ? '' : textOf(element);
  return text.trim() === '' ? undefined : text;
}

export function attribute({ refuse }: Reading, element: XmlElement, name: string): string {
  const value = element.attributes.get(name)?.trim() ?? '';
  if (value === '') refuse('model.attribute-missing', element, `${element.name} ${name}`);
  return value;
}

/** One of a few words; undefined if nothing is said, a refusal if something else is. */
export function choice<T extends string>(
  { refuse }: Reading,
  { element, name }: { readonly element: XmlElement; readonly name: string },
  known: readonly T[],
): T | undefined {
  const value = element.attributes.get(name);
  const found = known.find((one) => one === value);
  if (value !== undefined && found === undefined) refuse('model.value-malformed', element, shown(`${name}="${value}"`));
  return found;
}

/** As an attribute, or, of item definitions, as an element inside. */
export function typeRefOf(element: XmlElement): string | undefined {
  return qualified(element, element.attributes.get('typeRef') ?? childOf(element, 'typeRef')?.text);
}

/** A type's name with the namespace that its prefix stands for: `{namespace}name`. */
export function qualified(element: XmlElement, name: string | undefined): string | undefined {
  const written = name?.trim() ?? '';
  if (written === '') return undefined;
  const [, prefix, local] = /^([^:]+):([^:]+)$/.exec(written) ?? [];
  if (prefix === undefined || local === undefined) return written;
  return `{${element.prefixes.get(prefix) ?? prefix}}${local}`;
}
