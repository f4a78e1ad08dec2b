import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { FigureRow } from './figure-rows.ts';
import type { MonthName } from './month.ts';

const Names = z.record(z.string(), z.string());

/** The figures of a month as everybody can have them, for ever: names are those of the day of publication. */
export const ReleaseDocument = z
  .strictObject({
    format: z.literal('tongban-figures/1'),
    month: z.string().transform((month) => month as MonthName),
    number: z.int().min(1),
    publishedAt: z.iso.datetime(),
    /** The release that this one corrects, and why. */
    corrects: z
      .strictObject({ number: z.int().min(1), sha256: z.string(), reason: z.string() })
      .readonly()
      .optional(),
    /** Counts of people below this are told only together with others. */
    smallest: z.int().min(1),
    departments: Names,
    services: Names,
    /** None where fewer than `smallest` were counted in the whole city. */
    rows: z.array(FigureRow).readonly(),
  })
  .readonly();

export type ReleaseDocument = z.output<typeof ReleaseDocument>;

/** The bytes of a document: canonical JSON (RFC 8785), so that whoever has the figures has the bytes. */
export function bytesOf(document: ReleaseDocument): Buffer {
  const text = canonicalize(document);
  if (text === undefined) throw new Error('A release could not be written.');
  return Buffer.from(text);
}

export function readDocument(bytes: Uint8Array): ReleaseDocument {
  return ReleaseDocument.parse(JSON.parse(Buffer.from(bytes).toString()));
}

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Whether two countings came to the same. */
export function isSame(one: readonly FigureRow[], other: readonly FigureRow[]): boolean {
  return canonicalize(one) === canonicalize(other);
}
