import { normalizeName } from './parse/name.ts';
import type { FeelType } from './type.ts';

/** What an expression may name, known before anything is evaluated; names are normalized. */
export interface Names {
  readonly variables: ReadonlyMap<string, FeelType | undefined>;
  /** Types of item definitions. */
  readonly types: ReadonlyMap<string, FeelType>;
  /** Entries of contexts anywhere in the model: the candidates after a dot where the type is not declared. */
  readonly properties: ReadonlySet<string>;
}

/** Names in scope while source is read: inner ones hide outer ones. */
export class Scope {
  readonly types: ReadonlyMap<string, FeelType>;
  readonly properties: Set<string>;
  readonly #variables: ReadonlyMap<string, FeelType | undefined>;
  readonly #outer: Scope | undefined;
  /** An item whose entries nobody declared: every known property may be one of them. */
  readonly #open: boolean;

  private constructor(
    variables: ReadonlyMap<string, FeelType | undefined>,
    names: Pick<Scope, 'types' | 'properties'>,
    inner: { readonly outer?: Scope; readonly open?: boolean },
  ) {
    this.#variables = variables;
    this.types = names.types;
    this.properties = names.properties;
    this.#outer = inner.outer;
    this.#open = inner.open ?? false;
  }

  static of({ variables, types, properties }: Names): Scope {
    return new Scope(variables, { types, properties: new Set(properties) }, {});
  }

  with(variables: Iterable<readonly [string, FeelType | undefined]>, open = false): Scope {
    return new Scope(new Map(variables), this, { outer: this, open });
  }

  has(name: string): boolean {
    if (this.#variables.has(name) || (this.#open && this.properties.has(name))) return true;
    return this.#outer?.has(name) ?? false;
  }

  /** Whether names may be entries of an item that nobody declared. */
  get isOpen(): boolean {
    return this.#open || (this.#outer?.isOpen ?? false);
  }

  typeOf(name: string): FeelType | undefined {
    if (this.#variables.has(name)) return this.#variables.get(name);
    if (this.#open && this.properties.has(name)) return undefined;
    return this.#outer?.typeOf(name);
  }
}

export function namesOf(
  names: Readonly<Record<string, FeelType | undefined>>,
): ReadonlyMap<string, FeelType | undefined> {
  return new Map(Object.entries(names).map(([name, type]) => [normalizeName(name), type]));
}
