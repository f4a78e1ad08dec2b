import { z } from 'zod';
import type { RawLine } from './lines.ts';
import type { Rejection } from './report.ts';

const Text = z.string().default('');
const List = z.union([z.string(), z.array(z.string())]).default('');

/** A line of the publisher, in the publisher's own field names (`bear_paltform` included). */
export const SourceRow = z.object({
  TASK_CODE: z.string(),
  TASK_NAME: z.string(),
  TASK_TYPE: z.string(),
  TASK_TYPE_TEXT: Text,
  CATAID: Text,
  DEPT_NAME: z.string(),
  ORGCODE: Text,
  AREACODE: z.string(),
  matter_level: Text,
  LIMIT_SCENE_NUM: Text,
  ONLINECHECK: Text,
  handle_location: Text,
  handle_time: Text,
  handle_time_limit: Text,
  accept_standard: Text,
  consult_phone: Text,
  complain_phone: Text,
  courier_service: Text,
  bear_paltform: Text,
  online_book: Text,
  co_department: Text,
  theme_category: List,
  service_object_name: List,
  material_intro: List,
});
export type SourceRow = z.output<typeof SourceRow>;

const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const GB_18030 = new TextDecoder('gb18030', { fatal: true });
const BYTE_ORDER_MARK = '\uFEFF';

export interface DecodedRow {
  readonly row: SourceRow;
  readonly hadByteOrderMark: boolean;
}

/** Reads one line: strict UTF-8, one JSON object, the fields that no item can be without. */
export function decodeRow(line: RawLine): DecodedRow | Rejection {
  if (line.tooLong) return { code: 'catalogue.line.too-long', values: { bytes: line.length } };
  const text = decodeText(line.bytes);
  if (typeof text !== 'string') return text;
  const hadByteOrderMark = line.no === 1 && text.startsWith(BYTE_ORDER_MARK);
  const value = parseJson(hadByteOrderMark ? text.slice(1) : text);
  if (value === undefined) {
    return { code: line.ended ? 'catalogue.line.not-json' : 'catalogue.line.truncated', values: {} };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { code: 'catalogue.line.not-an-object', values: {} };
  }
  return readRow(value, hadByteOrderMark);
}

function readRow(value: object, hadByteOrderMark: boolean): DecodedRow | Rejection {
  const item = 'TASK_CODE' in value && typeof value.TASK_CODE === 'string' ? { item: value.TASK_CODE.trim() } : {};
  const parsed = SourceRow.safeParse(value);
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? '');
    const code = field in value ? 'catalogue.line.wrong-kind' : 'catalogue.line.missing';
    return { code, values: { field }, ...item };
  }
  const row = parsed.data;
  for (const field of ['TASK_CODE', 'TASK_NAME', 'DEPT_NAME'] as const) {
    if (row[field].trim() === '') return { code: 'catalogue.line.missing', values: { field }, ...item };
  }
  // PostgreSQL stores neither half a surrogate pair nor U+0000; a text with either was damaged on its way.
  if (!isSound(row)) return { code: 'catalogue.line.text-broken', values: {}, ...item };
  return { row, hadByteOrderMark };
}

function isSound(row: SourceRow): boolean {
  const texts = Object.values(row).flat();
  return texts.every((text) => text.isWellFormed() && !/[\0\uFFFD]/.test(text));
}

function decodeText(bytes: Uint8Array): string | Rejection {
  try {
    return UTF_8.decode(bytes);
  } catch {
    return { code: 'catalogue.line.encoding', values: { looksLike: looksLikeGb18030(bytes) ? 'GB18030' : '' } };
  }
}

function looksLikeGb18030(bytes: Uint8Array): boolean {
  try {
    return /\p{Script=Han}/u.test(GB_18030.decode(bytes));
  } catch {
    return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
