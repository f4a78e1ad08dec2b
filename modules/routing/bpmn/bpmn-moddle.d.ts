/** bpmn-moddle 10.3 has no types for what is used of it: reading and writing. */
declare module 'bpmn-moddle' {
  export interface Property {
    readonly ns: { readonly localName: string };
    readonly isReference?: boolean;
    readonly isVirtual?: boolean;
    readonly default?: unknown;
  }

  export interface Element {
    readonly $type: string;
    readonly id?: string;
    readonly $parent?: Element;
    readonly $descriptor: { readonly properties?: readonly Property[] };
    get(name: string): unknown;
  }

  export interface Warning {
    readonly message: string;
    readonly element?: Element;
    readonly property?: string;
    readonly value?: string;
  }

  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    /** Rejects where nothing at all can be read, and if not lax at the first element that has no place. */
    fromXML(
      xml: string,
      type: string,
      options: { readonly lax: boolean },
    ): Promise<{ readonly rootElement: Element; readonly warnings: readonly Warning[] }>;
    toXML(element: Element, options?: { readonly format?: boolean }): Promise<{ readonly xml: string }>;
    create(type: string, values?: Readonly<Record<string, unknown>>): Element;
  }
}
