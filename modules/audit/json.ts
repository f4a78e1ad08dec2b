import { decodeUtf8 } from '#tlog';
import { AuditProblem, type AuditCode } from './problem.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** Reads JSON of a stranger: whatever is not exactly what was asked for is one problem, and at which field. */
export class JsonReader {
  readonly #code: AuditCode;

  constructor(code: AuditCode) {
    this.#code = code;
  }

  parse(bytes: Uint8Array): unknown {
    const text = decodeUtf8(bytes);
    try {
      return JSON.parse(text);
    } catch {
      throw this.problem('json');
    }
  }

  /** An object with these fields, perhaps the optional ones, and no others. */
  object(value: unknown, required: readonly string[], optional: readonly string[] = []): Fields {
    if (!isObject(value)) throw this.problem('json');
    const missing = required.find((name) => value[name] === undefined);
    if (missing !== undefined) throw this.problem(missing);
    if (Object.keys(value).some((name) => ![...required, ...optional].includes(name))) throw this.problem('field');
    return value;
  }

  /** An object with any fields. */
  record(value: unknown, at: string): Fields {
    if (!isObject(value)) throw this.problem(at);
    return value;
  }

  text(value: unknown, at: string): string {
    if (typeof value !== 'string') throw this.problem(at);
    return value;
  }

  whole(value: unknown, at: string): number {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw this.problem(at);
    return value;
  }

  list<Item>(value: unknown, at: string, read: (item: unknown) => Item): readonly Item[] {
    if (!Array.isArray(value)) throw this.problem(at);
    return value.map(read);
  }

  problem(at: string): AuditProblem {
    return new AuditProblem(this.#code, at);
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
