import type { FunctionNode, Node } from '../feel/node.ts';
import { normalizeName } from '../feel/parse/name.ts';
import { ANY, bare, type FeelType } from '../feel/type.ts';
import { typeOf } from '../feel/typing.ts';
import { compile, compileFunction } from './compile/expression.ts';
import type { Note, Surroundings } from './compile/surroundings.ts';
import { follow, type Linked, type Target } from './link.ts';
import type { Decision, Knowledge } from './model.ts';

export type DecisionTarget = Extract<Target, { kind: 'decision' }>;
export type KnowledgeTarget = Extract<Target, { kind: 'knowledge' }>;
export type ServiceTarget = Extract<Target, { kind: 'service' }>;

/** What a part requires: each by its name, or within the import that it comes from. */
export interface Required {
  readonly own: readonly (readonly [string, Target])[];
  readonly imported: ReadonlyMap<string, readonly (readonly [string, Target])[]>;
}

/** Reads the expressions of linked models, each when it is first asked for, and once. */
export class Program {
  readonly #decisions = new Map<Decision, Node | undefined>();
  readonly #knowledge = new Map<Knowledge, FunctionNode | undefined>();
  /** Being read: what requires itself has no type that could be known before. */
  readonly #open = new Set<Target['part']>();
  readonly #note: Note | undefined;

  /** @param note told of every expression that cannot be read */
  constructor(note?: Note) {
    this.#note = note;
  }

  /** Undefined for a decision without logic. */
  decision({ part, home }: DecisionTarget): Node | undefined {
    return this.#once(
      this.#decisions,
      part,
      () => part.logic && compile(part.logic, this.#around(part.requires, home)),
    );
  }

  knowledge(target: KnowledgeTarget): FunctionNode | undefined {
    const { part, home } = target;
    return this.#once(this.#knowledge, part, () => {
      const around = this.#around(part.requires, home);
      // A function may call itself by its name.
      const scope = around.scope.with([[normalizeName(part.variable.name), undefined]]);
      return part.logic && compileFunction(part.logic, { ...around, scope });
    });
  }

  required(hrefs: readonly string[], home: Linked): Required {
    const own: (readonly [string, Target])[] = [];
    const imported = new Map<string, (readonly [string, Target])[]>();
    for (const href of hrefs) {
      const found = follow(href, home);
      if (found === undefined) continue;
      const one = [found.target.part.variable.name, found.target] as const;
      if (found.alias === '') own.push(one);
      else imported.set(found.alias, [...(imported.get(found.alias) ?? []), one]);
    }
    return { own, imported };
  }

  /** The type that a part's variable is declared to have, else that of its logic. */
  typeOf(target: Target): FeelType | undefined {
    const { part, home } = target;
    const declared = part.variable.typeRef === undefined ? undefined : home.types.resolve(part.variable.typeRef);
    if (target.kind === 'input' || this.#open.has(part)) return declared;
    if (target.kind === 'decision') return declared ?? this.#logicType(this.decision(target));
    if (declared !== undefined && bare(declared).kind === 'function') return declared;
    const result = declared ?? (target.kind === 'service' ? this.#outputType(target) : this.#resultType(target));
    return result && { kind: 'function', parameters: [], result };
  }

  #logicType(node: Node | undefined): FeelType | undefined {
    return node && typeOf(node);
  }

  #resultType(target: KnowledgeTarget): FeelType | undefined {
    return this.#logicType(this.knowledge(target)?.body);
  }

  #outputType({ part, home }: ServiceTarget): FeelType | undefined {
    const outputs = part.outputs.flatMap((href) => follow(href, home)?.target ?? []);
    const [only] = outputs;
    if (only !== undefined && outputs.length === 1) return this.typeOf(only);
    return {
      kind: 'context',
      entries: new Map(outputs.map((one) => [one.part.variable.name, this.typeOf(one) ?? ANY])),
    };
  }

  #once<K extends Target['part'], T>(done: Map<K, T>, part: K, read: () => T): T | undefined {
    if (done.has(part) || this.#open.has(part)) return done.get(part);
    this.#open.add(part);
    try {
      const value = read();
      done.set(part, value);
      return value;
    } finally {
      this.#open.delete(part);
    }
  }

  #around(requires: readonly string[], home: Linked): Surroundings {
    const { own, imported } = this.required(requires, home);
    const contexts = imported.entries().map(([alias, parts]) => {
      const entries = new Map(parts.map(([name, target]) => [name, this.typeOf(target) ?? ANY]));
      return [alias, { kind: 'context', entries }] as const;
    });
    const scope = home.scope
      .with(contexts)
      .with(own.map(([name, target]) => [normalizeName(name), this.typeOf(target)] as const));
    return { scope, resolve: home.types.resolve, allowedValues: home.types.allowedValues, note: this.#note };
  }
}
