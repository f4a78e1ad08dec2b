import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { asCapacity } from './as-capacity.ts';
import { FormLayout, type FormDefinition } from './definition.ts';
import type { Capacity, FormSource } from './form-source.ts';
import { generateForm } from './generate.ts';
import { schemaFor } from './schema-for.ts';

const OwnForm = z.strictObject({ id: z.string(), title: z.string(), layout: FormLayout });

const DIRECTORY = new URL('definitions/', import.meta.url);
/** Forms of their own are files named for their item. */
const OWN = /^(LJ-[A-Z]+-\d+)\.json$/;

let own: ReadonlyMap<string, FormDefinition> | undefined;

/** The forms that were written for one item each. */
export function ownForms(): ReadonlyMap<string, FormDefinition> {
  own ??= new Map(
    readdirSync(DIRECTORY)
      .filter((name) => OWN.test(name))
      .toSorted()
      .map((name) => OwnForm.parse(JSON.parse(readFileSync(new URL(name, DIRECTORY), 'utf8'))))
      .map((form) => [form.id, { ...form, schema: schemaFor(form.layout) }]),
  );
  return own;
}

/**
 * The form of an item: its own, or one made from its subjects and materials.
 * @param capacity as who the viewer applies; the form then does not ask.
 */
export function formFor(item: FormSource, capacity?: Capacity): FormDefinition {
  const own = ownForms().get(item.id);
  return own === undefined ? generateForm(item, capacity) : formAs(own, capacity);
}

/** A form as somebody fills it in who applies as this; as it is where that is not known. */
export function formAs(form: FormDefinition, capacity?: Capacity): FormDefinition {
  return capacity === undefined ? form : asCapacity(form, capacity);
}
