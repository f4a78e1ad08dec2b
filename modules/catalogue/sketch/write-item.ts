import type { ItemElements } from '../elements.ts';
import {
  emptyLaw,
  emptyMaterial,
  MOST_ROWS,
  type ItemSketch,
  type SketchLaw,
  type SketchMaterial,
} from './item-sketch.ts';

type Numbered = Pick<ItemElements, 'materials'>;

/** Posted fields, by names such as `materials.2.name` and `fee.standard`. */
export type TypedItem = Readonly<Record<string, string | readonly string[]>>;

/**
 * An item as it was typed on its page, all of it: what was not sent is empty. A button adds a row (`add.materials`), takes
 * one away (`remove.law.0`) or puts one before the one above it (`up.materials.3`). A new material gets a number that none
 * of the version that is changed has: forms and routes that point at a number never come to point at another document.
 */
export function writtenItem(
  { elements, sketch: before }: { readonly elements: Numbered; readonly sketch: ItemSketch },
  typed: TypedItem,
  button = '',
): ItemSketch {
  const read = new Reader(typed);
  const sketch: ItemSketch = {
    name: read.text('name'),
    plainName: read.text('plainName'),
    promised: read.texts('promised', before.promised),
    statutory: read.texts('statutory', before.statutory),
    limitNote: read.text('limitNote'),
    conditions: read.text('conditions'),
    materials: read.materials(before.materials),
    fee: { ...read.texts('fee', before.fee), payOnline: read.isTicked('fee.payOnline') },
    visits: read.text('visits'),
    visitReason: read.text('visitReason'),
    law: read.law(),
    consult: read.texts('consult', before.consult),
    supervise: read.texts('supervise', before.supervise),
    locations: read.text('locations'),
    hours: read.text('hours'),
  };
  return pressed(sketch, button, elements);
}

function pressed(sketch: ItemSketch, button: string, elements: Numbered): ItemSketch {
  const [act = '', list = '', where = ''] = button.split('.');
  const at = Number(where);
  if (act === 'add' && list === 'law') return { ...sketch, law: [...sketch.law, emptyLaw].slice(0, MOST_ROWS) };
  if (act === 'add' && list === 'materials')
    return { ...sketch, materials: [...sketch.materials, newMaterial(sketch, elements)].slice(0, MOST_ROWS) };
  if (act === 'remove' && list === 'law') return { ...sketch, law: without(sketch.law, at) };
  if (act === 'remove' && list === 'materials') return { ...sketch, materials: without(sketch.materials, at) };
  if (act === 'up' && list === 'materials') return { ...sketch, materials: swapped(sketch.materials, at) };
  return sketch;
}

function newMaterial(sketch: ItemSketch, { materials }: Numbered): SketchMaterial {
  const numbers = [...materials, ...sketch.materials].map(({ no }) => no);
  return emptyMaterial(Math.max(0, ...numbers) + 1);
}

function without<Row>(rows: readonly Row[], at: number): readonly Row[] {
  return rows.filter((_, place) => place !== at);
}

function swapped<Row>(rows: readonly Row[], at: number): readonly Row[] {
  const [before, row] = [rows[at - 1], rows[at]];
  if (before === undefined || row === undefined) return rows;
  return rows.map((each, place) => (place === at ? before : place === at - 1 ? row : each));
}

class Reader {
  readonly #typed: TypedItem;

  constructor(typed: TypedItem) {
    this.#typed = typed;
  }

  text(name: string): string {
    const value = Object.hasOwn(this.#typed, name) ? this.#typed[name] : undefined;
    return (typeof value === 'string' ? value : (value?.[0] ?? '')).replaceAll('\0', '').replaceAll('\r\n', '\n');
  }

  isTicked(name: string): boolean {
    return this.text(name) === 'yes';
  }

  /** The texts of a group, by the names that it has. */
  texts<Group extends object>(stem: string, group: Group): Group {
    return Object.fromEntries(Object.keys(group).map((field) => [field, this.text(`${stem}.${field}`)])) as Group;
  }

  #rows<Row>(stem: string, read: (place: string) => Row): readonly Row[] {
    const places = Object.keys(this.#typed).flatMap((name) => {
      const place = name.startsWith(`${stem}.`) ? /^\d{1,3}(?=\.)/.exec(name.slice(stem.length + 1))?.[0] : undefined;
      return place === undefined ? [] : [Number(place)];
    });
    const count = Math.min(Math.max(-1, ...places) + 1, MOST_ROWS);
    return Array.from({ length: count }, (_, at) => read(`${stem}.${at}`));
  }

  law(): readonly SketchLaw[] {
    return this.#rows('law', (place) => this.texts(place, emptyLaw));
  }

  /** Rows by the numbers that they were shown with; a row without one that was there is none. */
  materials(before: readonly SketchMaterial[]): readonly SketchMaterial[] {
    const known = new Set(before.map(({ no }) => no));
    return this.#rows('materials', (place): SketchMaterial => {
      const texts = this.texts(place, { ...emptyMaterial(1), no: '', commitment: '', system: '' });
      return {
        ...texts,
        no: Number(texts.no),
        commitment: this.isTicked(`${place}.commitment`),
        system: this.isTicked(`${place}.system`),
      };
    }).filter(({ no }) => known.has(no));
  }
}
