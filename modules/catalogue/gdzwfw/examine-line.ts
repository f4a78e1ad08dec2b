import type { Publication } from '../publish.ts';
import type { RawLine } from './lines.ts';
import type { Rejection, Repair } from './report.ts';
import { decodeRow } from './source-row.ts';
import { toPublication } from './to-publication.ts';

/** A line, and the item that it states or the reason why it cannot be taken. */
export interface ExaminedLine {
  readonly line: RawLine;
  readonly publication?: Publication;
  readonly repairs: readonly Repair[];
  readonly rejection?: Rejection;
}

/** Everything that can be said about a line by itself. Pure. */
export function examineLine(line: RawLine): ExaminedLine {
  const decoded = decodeRow(line);
  if ('code' in decoded) return { line, repairs: [], rejection: decoded };
  const read = toPublication(decoded.row);
  if ('code' in read) return { line, repairs: [], rejection: read };
  const mark: readonly Repair[] = decoded.hadByteOrderMark
    ? [{ code: 'catalogue.repair.byte-order-mark', values: {} }]
    : [];
  return { line, publication: read.publication, repairs: [...mark, ...read.repairs] };
}
