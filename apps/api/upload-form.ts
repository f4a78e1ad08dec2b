import { z } from 'zod';
import type { AttachTarget } from '#cases';
import { Refusal, notFound } from '#kernel';
import { localPath } from '../idp/origin.ts';

type Fields = ReadonlyMap<string, readonly string[]>;

const Place = z
  .string()
  .regex(/^\d{1,4}$/)
  .transform(Number);
const Draft = z.uuid();
const Case = z.string().min(1).max(40);

/**
 * Where a file of a form belongs: the form says `_draft` or `_case`, the name of the input which material or item.
 * @param input `file-3`
 * @throws Refusal materials.not-a-form; kernel.not-found for ids that cannot exist
 */
export function targetOf(fields: Fields, input: string): AttachTarget {
  const place = Place.safeParse(/^file-(.*)$/.exec(input)?.[1]);
  const draft = one(fields, '_draft');
  if (!place.success || (draft === undefined) === !fields.has('_case'))
    throw new Refusal('materials.not-a-form', { status: 422 });
  if (draft !== undefined) return { draft: known(Draft, draft), material: place.data };
  return { case: known(Case, one(fields, '_case')), item: place.data };
}

export interface Outcome {
  /** Name of the last input that a file came from. */
  readonly input?: string | undefined;
  /** Code of what went wrong. */
  readonly problem?: string;
}

/** The page to go on to after an upload, at the place where the files are listed. */
export function pageAfter(fields: Fields, origin: string, { input, problem }: Outcome = {}): string {
  const url = new URL(localPath(one(fields, '_next'), origin) ?? '/', origin);
  const place = Place.safeParse(/^file-(.*)$/.exec(input ?? '')?.[1] ?? one(fields, '_upload')).data;
  for (const name of ['problem', 'at']) url.searchParams.delete(name);
  if (problem !== undefined) url.searchParams.set('problem', problem);
  if (problem !== undefined && place !== undefined) url.searchParams.set('at', String(place));
  if (place !== undefined) url.hash = `${fields.has('_case') ? 'item' : 'material'}-${place}`;
  return url.pathname + url.search + url.hash;
}

/** What was typed on the page beside the files; what the page itself put in begins with a line. */
export function typedBeside(fields: Fields): Readonly<Record<string, string | readonly string[]>> {
  const typed = [...fields].filter(([name, values]) => !/^_|^key$/.test(name) && values.some((value) => value !== ''));
  return Object.fromEntries(typed.map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]));
}

function one(fields: Fields, name: string): string | undefined {
  return fields.get(name)?.[0];
}

function known(schema: z.ZodString | z.ZodUUID, value: string | undefined): string {
  const { success, data } = schema.safeParse(value);
  if (!success) throw notFound();
  return data;
}
