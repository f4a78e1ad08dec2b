import { z } from 'zod';
import type { AttachTarget } from '#cases';
import { Refusal, notFound } from '#kernel';
import { localPath } from '../idp/origin.ts';

type Fields = ReadonlyMap<string, string>;

const Place = z
  .string()
  .regex(/^\d{1,4}$/)
  .transform(Number);
const Draft = z.uuid();
const Case = z.string().min(1).max(40);

/**
 * Where the files of a form belong: `draft` and `material`, or `case` and `item`.
 * @throws Refusal materials.not-a-form; kernel.not-found for ids that cannot exist
 */
export function targetOf(fields: Fields): AttachTarget {
  const place = Place.safeParse(fields.get('item') ?? fields.get('material'));
  const draft = fields.get('draft');
  if (!place.success || (draft === undefined) === (fields.get('case') === undefined))
    throw new Refusal('materials.not-a-form', { status: 422 });
  if (draft !== undefined) return { draft: known(Draft, draft), material: place.data };
  return { case: known(Case, fields.get('case')), item: place.data };
}

/** The page to go on to after an upload, at the place where the files are listed. */
export function pageAfter(fields: Fields, origin: string, problem?: string): string {
  const url = new URL(localPath(fields.get('next'), origin) ?? '/', origin);
  url.searchParams.delete('problem');
  if (problem !== undefined) url.searchParams.set('problem', problem);
  if (url.hash === '') url.hash = anchorOf(fields);
  return url.pathname + url.search + url.hash;
}

function anchorOf(fields: Fields): string {
  const place = Place.safeParse(fields.get('item') ?? fields.get('material'));
  if (!place.success) return '';
  return `${fields.has('case') ? 'item' : 'material'}-${place.data}`;
}

function known(schema: z.ZodString | z.ZodUUID, value: string | undefined): string {
  const { success, data } = schema.safeParse(value);
  if (!success) throw notFound();
  return data;
}
