import { cleanText } from '../gdzwfw/clean-text.ts';
import { readContact } from '../gdzwfw/read-contact.ts';
import type { ItemElements } from '../elements.ts';
import { Limit } from '../limit.ts';
import { Material } from '../material.ts';
import { sketchOfItem, type ItemSketch, type SketchMaterial } from './item-sketch.ts';

/**
 * The elements of an item with what was written over them. What was not touched stays to the letter, and so does what
 * cannot be read yet; what was emptied is absent.
 */
export function elementsWith(elements: ItemElements, sketch: ItemSketch): ItemElements {
  const plain = sketchOfItem(elements);
  const touched = (names: readonly (keyof ItemSketch)[]) =>
    names.some((name) => JSON.stringify(plain[name]) !== JSON.stringify(sketch[name]));
  const written: Partial<Record<keyof ItemElements, unknown>> = {
    ...(touched(['name']) && line(sketch.name) !== undefined ? { name: line(sketch.name) } : {}),
    ...(touched(['plainName']) ? { plainName: line(sketch.plainName) } : {}),
    ...(touched(['promised']) ? { promisedLimit: limitOf(sketch.promised, 'note', elements.promisedLimit) } : {}),
    ...(touched(['statutory']) ? { statutoryLimit: limitOf(sketch.statutory, 'basis', elements.statutoryLimit) } : {}),
    ...(touched(['limitNote']) ? { limitNote: line(sketch.limitNote) } : {}),
    ...(touched(['conditions'])
      ? { acceptConditions: linesOf(sketch.conditions), acceptConditionsCutOff: undefined }
      : {}),
    ...(touched(['materials']) ? { materials: materialsOf(elements, sketch) } : {}),
    ...(touched(['fee']) ? { fee: feeOf(sketch.fee) } : {}),
    ...(touched(['visits', 'visitReason'])
      ? { onsiteVisits: visitsOf(sketch.visits, elements.onsiteVisits), onsiteReason: line(sketch.visitReason) }
      : {}),
    ...(touched(['law']) ? { legalBasis: lawOf(sketch) } : {}),
    ...(touched(['consult']) ? { consult: contactOf(sketch.consult) } : {}),
    ...(touched(['supervise']) ? { supervise: contactOf(sketch.supervise) } : {}),
    ...(touched(['locations']) ? { locations: linesOf(sketch.locations) } : {}),
    ...(touched(['hours']) ? { hours: line(sketch.hours) } : {}),
  };
  const all = Object.entries({ ...elements, ...written }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(all) as ItemElements;
}

/** Whether anything is written that says something else. */
export function isTouched(elements: ItemElements, sketch: ItemSketch): boolean {
  return JSON.stringify(sketchOfItem(elements)) !== JSON.stringify(sketch);
}

/** One line as it is published; undefined if there is nothing in it. */
export function line(text: string): string | undefined {
  const clean = cleanText(text);
  return clean === '' ? undefined : clean;
}

export function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((each) => line(each) ?? []);
}

const NUMBER = /^\d{1,4}(?:\.\d)?$/;

/** A limit as typed, 'empty' where nothing was, 'unclear' where it is no number with a unit. */
export function readLimit({ value, unit, note }: ItemSketch['promised'], told: 'note' | 'basis') {
  if (value.trim() === '') return 'empty' as const;
  const said = line(note);
  const read = Limit.safeParse({
    value: NUMBER.test(value.trim()) ? Number(value) : undefined,
    unit,
    ...(said === undefined ? {} : { [told]: said }),
  });
  return read.success ? read.data : ('unclear' as const);
}

function limitOf(sketch: ItemSketch['promised'], told: 'note' | 'basis', kept: Limit | undefined): Limit | undefined {
  const read = readLimit(sketch, told);
  if (read === 'empty') return undefined;
  if (read === 'unclear') return kept;
  const aside = told === 'note' ? { basis: kept?.basis } : { note: kept?.note };
  return Limit.parse({ ...aside, ...read });
}

export function readVisits(text: string): number | undefined | 'unclear' {
  const plain = text.trim();
  if (plain === '') return undefined;
  return /^\d{1,2}$/.test(plain) && Number(plain) <= 20 ? Number(plain) : 'unclear';
}

function visitsOf(text: string, kept: number | undefined): number | undefined {
  const read = readVisits(text);
  return read === 'unclear' ? kept : read;
}

/** Rows without a name are nobody's material; one that cannot be read stays as it was, or away if it is new. */
function materialsOf({ materials }: ItemElements, sketch: ItemSketch): readonly Material[] {
  const plain = new Map(materials.map((material) => [material.no, material]));
  return sketch.materials.flatMap((row) => readMaterial(row) ?? plain.get(row.no) ?? []);
}

export function readMaterial(row: SketchMaterial): Material | undefined {
  const note = line(row.note);
  const replacement = line(row.replacedName);
  const read = Material.safeParse({
    no: row.no,
    name: line(row.name),
    need: row.need,
    ...(row.source === '' ? {} : { source: row.source }),
    ...(row.form === '' ? {} : { form: row.form }),
    ...(row.replacedKind === '' ? {} : { replacedBy: { kind: row.replacedKind, name: replacement } }),
    ...(row.commitment ? { commitmentAllowed: true } : {}),
    ...(row.system ? { systemGenerated: true } : {}),
    ...(note === undefined ? {} : { note }),
  });
  return read.success ? read.data : undefined;
}

function feeOf({ charged, standard, basis, payOnline }: ItemSketch['fee']): ItemElements['fee'] {
  if (charged === '') return undefined;
  const [says, by] = [line(standard), line(basis)];
  return {
    charged: charged === 'yes',
    ...(says === undefined ? {} : { standard: says }),
    ...(by === undefined ? {} : { basis: by }),
    payOnline,
  };
}

function lawOf({ law }: ItemSketch): ItemElements['legalBasis'] {
  return law.flatMap(({ law: name, article, text }) => {
    const [title, at, says] = [line(name), line(article), line(text)];
    if (title === undefined) return [];
    return [
      { law: title, ...(at === undefined ? {} : { article: at }), ...(says === undefined ? {} : { text: says }) },
    ];
  });
}

/** Numbers as they are read out of any text, so that they can be called. */
export function phonesOf(text: string): readonly string[] {
  return linesOf(text).flatMap((each) => readContact(each).contact?.phones ?? []);
}

function contactOf({ phones, text }: ItemSketch['consult']): ItemElements['consult'] {
  const [numbers, says] = [phonesOf(phones), line(text)];
  if (numbers.length === 0 && says === undefined) return undefined;
  return { phones: [...numbers], ...(says === undefined ? {} : { text: says }) };
}
