import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openModel, readModel, type Decisions, type Model, type ModelRefusal } from '#routing';
import { sentences } from './decision-sentences.ts';

const MOST_BYTES = 64_000_000;

/** Models of one directory, each read once: any of them may import the others. */
export class ModelDirectory {
  readonly #directory: string;
  readonly #read = new Map<string, Model | readonly ModelRefusal[] | undefined>();
  #names: readonly string[] | undefined;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** A model that can be asked, or a sentence that says why not. */
  open(file: string): Decisions | string {
    const model = this.#model(file);
    if (model === undefined) return `${file} cannot be read`;
    if (isRefused(model)) return model.map(line).join('; ');
    const others = this.#dmnFiles().filter((name) => name !== file && model.imports.length > 0);
    return openModel(
      model,
      others.flatMap((name) => {
        const other = this.#model(name);
        return other === undefined || isRefused(other) ? [] : [other];
      }),
    );
  }

  #dmnFiles(): readonly string[] {
    this.#names ??= readdirSync(this.#directory).filter((name) => name.endsWith('.dmn'));
    return this.#names;
  }

  #model(file: string): Model | readonly ModelRefusal[] | undefined {
    if (!this.#read.has(file)) this.#read.set(file, readFile(join(this.#directory, file)));
    return this.#read.get(file);
  }
}

/** Opens one model among those beside it. */
export function openFile(path: string): Decisions | string {
  return new ModelDirectory(dirname(path)).open(basename(path));
}

function isRefused(read: Model | readonly ModelRefusal[]): read is readonly ModelRefusal[] {
  return Array.isArray(read);
}

function readFile(path: string): Model | readonly ModelRefusal[] | undefined {
  try {
    if (statSync(path).size > MOST_BYTES) return undefined;
    const read = readModel(readFileSync(path));
    return 'model' in read ? read.model : read.refusals;
  } catch {
    return undefined;
  }
}

function line({ code, line: at, element, detail }: ModelRefusal): string {
  const place = [element ?? '-', ...(at === undefined ? [] : [`line ${at}`])].join(', ');
  return `${place}: ${sentences[code]}${detail === undefined ? '' : ` (${detail})`} [${code}]`;
}
