import { optionLines, optionsIn } from './options.ts';
import {
  emptyEdge,
  emptyMaterial,
  emptyNode,
  emptyQuestion,
  type BundleSketch,
  type SketchNode,
  type SketchPart,
  type SketchQuestion,
  type SketchRow,
} from './sketch.ts';

/** Posted fields, by names such as `nodes.2.title` and `nodes.2.rows.0.value`. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

/** A part of a sketch as it was typed on its page, however long; the other parts stay. */
export function readPart(sketch: BundleSketch, part: SketchPart, typed: Typed): BundleSketch {
  const read = new Reader(typed);
  if (part === 'about') return { ...sketch, about: read.fields('about', sketch.about) };
  const rows = {
    questions: () => read.rows('questions', { name: '', ...emptyQuestion }).map(withValues),
    nodes: () =>
      read.rows<SketchNode>('nodes', { key: '', ...emptyNode }).map((node, at) => ({ ...node, rows: read.lines(at) })),
    edges: () => read.rows('edges', emptyEdge),
    materials: () => read.rows('materials', emptyMaterial),
  };
  return { ...sketch, [part]: rows[part]() };
}

/** Written down at once, so that an option keeps its value when another is put before it. */
function withValues(question: SketchQuestion): SketchQuestion {
  const { kind, options } = question;
  return kind === 'choice' || kind === 'choices' ? { ...question, options: optionLines(optionsIn(options)) } : question;
}

class Reader {
  readonly #typed: Typed;

  constructor(typed: Typed) {
    this.#typed = typed;
  }

  #one(name: string): string {
    const value = Object.hasOwn(this.#typed, name) ? this.#typed[name] : undefined;
    return (typeof value === 'string' ? value : (value?.[0] ?? '')).replaceAll('\0', '');
  }

  #many(name: string): readonly string[] {
    const value = Object.hasOwn(this.#typed, name) ? this.#typed[name] : undefined;
    return value === undefined ? [] : typeof value === 'string' ? [value] : value;
  }

  #count(stem: string): number {
    const places = Object.keys(this.#typed).flatMap((name) => {
      const place = name.startsWith(`${stem}.`) ? /^\d{1,3}(?=\.)/.exec(name.slice(stem.length + 1))?.[0] : undefined;
      return place === undefined ? [] : [Number(place) + 1];
    });
    return Math.max(0, ...places);
  }

  /** Fields of the same names and kinds as those of `empty`. */
  fields<Row extends object>(stem: string, empty: Row): Row {
    const read = Object.entries(empty).map(([field, plain]: [string, unknown]) => {
      const name = `${stem}.${field}`;
      if (typeof plain === 'boolean') return [field, this.#one(name) === 'yes'];
      return [field, typeof plain === 'string' ? this.#one(name) : this.#many(name)];
    });
    return Object.fromEntries(read) as Row;
  }

  rows<Row extends object>(stem: string, empty: Row): Row[] {
    return Array.from({ length: this.#count(stem) }, (_, at) => this.fields(`${stem}.${at}`, empty));
  }

  /** The lines of a node's condition. */
  lines(node: number): readonly SketchRow[] {
    return this.rows(`nodes.${node}.rows`, { question: '', is: 'is', value: '' });
  }
}
