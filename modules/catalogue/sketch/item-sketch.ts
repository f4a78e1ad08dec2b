import { z } from 'zod';
import type { ItemElements } from '../elements.ts';
import type { Limit } from '../limit.ts';
import type { Material } from '../material.ts';

/** Longest text that is kept while somebody writes; what is too long for its element is told as a problem. */
const Text = z.string().max(20_000);
const Short = z.string().max(2000);

/** Rows of one list that are kept while somebody writes. */
export const MOST_ROWS = 200;

const SketchLimit = z.strictObject({ value: Short, unit: Short, note: Short });

export const SketchMaterial = z.strictObject({
  /** Stays with the material for good: forms, routes and cases point at it. */
  no: z.int().min(1),
  name: Short,
  need: Short,
  source: Short,
  form: Short,
  replacedKind: Short,
  replacedName: Short,
  commitment: z.boolean(),
  system: z.boolean(),
  note: Text,
});

const SketchLaw = z.strictObject({ law: Short, article: Short, text: Text });
const SketchContact = z.strictObject({ phones: Text, text: Text });

/**
 * The elements of an item that a city may change, while somebody is writing them: everything as typed, lists of plain
 * lines as one text. What stands against it is said by `itemProblems`. Codes, type, agency and level are not here: an item
 * with others is another item.
 */
export const ItemSketch = z.strictObject({
  name: Short,
  plainName: Short,
  promised: SketchLimit,
  statutory: SketchLimit,
  limitNote: Text,
  conditions: Text,
  materials: z.array(SketchMaterial).max(MOST_ROWS).readonly(),
  fee: z.strictObject({ charged: Short, standard: Text, basis: Text, payOnline: z.boolean() }),
  visits: Short,
  visitReason: Text,
  law: z.array(SketchLaw).max(MOST_ROWS).readonly(),
  consult: SketchContact,
  supervise: SketchContact,
  locations: Text,
  hours: Text,
});

export type ItemSketch = Readonly<z.output<typeof ItemSketch>>;
export type SketchMaterial = Readonly<z.output<typeof SketchMaterial>>;
export type SketchLaw = Readonly<z.output<typeof SketchLaw>>;

/** The elements of an item as somebody begins to write on them. */
export function sketchOfItem(elements: ItemElements): ItemSketch {
  const { name, plainName = '', limitNote = '', fee, onsiteVisits, onsiteReason = '', hours = '' } = elements;
  return {
    name,
    plainName,
    promised: limitSketch(elements.promisedLimit, 'note'),
    statutory: limitSketch(elements.statutoryLimit, 'basis'),
    limitNote,
    conditions: elements.acceptConditions.join('\n'),
    materials: elements.materials.map(materialSketch),
    fee: {
      charged: fee === undefined ? '' : fee.charged ? 'yes' : 'no',
      standard: fee?.standard ?? '',
      basis: fee?.basis ?? '',
      payOnline: fee?.payOnline ?? false,
    },
    visits: onsiteVisits === undefined ? '' : String(onsiteVisits),
    visitReason: onsiteReason,
    law: elements.legalBasis.map(({ law, article = '', text = '' }) => ({ law, article, text })),
    consult: contactSketch(elements.consult),
    supervise: contactSketch(elements.supervise),
    locations: elements.locations.join('\n'),
    hours,
  };
}

/** A promise has a note that people read, a limit by law the law that sets it. */
function limitSketch(limit: Limit | undefined, told: 'note' | 'basis'): ItemSketch['promised'] {
  if (limit === undefined) return { value: '', unit: '', note: '' };
  return { value: String(limit.value), unit: limit.unit, note: limit[told] ?? '' };
}

function materialSketch({ no, name, need, source, form, replacedBy, ...rest }: Material): SketchMaterial {
  return {
    no,
    name,
    need,
    source: source ?? '',
    form: form ?? '',
    replacedKind: replacedBy?.kind ?? '',
    replacedName: replacedBy?.name ?? '',
    commitment: rest.commitmentAllowed === true,
    system: rest.systemGenerated === true,
    note: rest.note ?? '',
  };
}

function contactSketch(contact: ItemElements['consult']): ItemSketch['consult'] {
  return { phones: (contact?.phones ?? []).join('\n'), text: contact?.text ?? '' };
}

export const emptyLaw: SketchLaw = { law: '', article: '', text: '' };

export function emptyMaterial(no: number): SketchMaterial {
  const choices = { need: 'required', source: '10', form: 'either', replacedKind: '', replacedName: '' };
  return { no, name: '', ...choices, commitment: false, system: false, note: '' };
}
