/**
 * A place in a list that is read page by page: behind a row, or before one. Rows are named by their key, not counted, so
 * that no page skips or repeats a row because others came or went meanwhile, and a deep page costs as little as the first.
 */
export interface Cursor {
  readonly side: 'after' | 'before';
  readonly key: readonly bigint[];
}

/** A page, and where the pages beside it are; absent where there is nothing more. */
export interface Slice<Row> {
  readonly rows: readonly Row[];
  readonly previous?: string;
  readonly next?: string;
}

const PART = /^\d{1,18}$/;

/**
 * Reads a cursor that `slice` has written, e.g. `after-2-1017`; whatever else stands there is the first page.
 * @param parts how many numbers a key of this list has
 */
export function readCursor(text: string | null, parts: number): Cursor | undefined {
  const [side, ...key] = (text ?? '').split('-');
  if ((side !== 'after' && side !== 'before') || key.length !== parts) return undefined;
  return key.every((part) => PART.test(part)) ? { side, key: key.map(BigInt) } : undefined;
}

export interface Found<Row> {
  /** In the direction of reading, with one more than fits if there is one. */
  readonly found: readonly Row[];
  readonly size: number;
  readonly cursor: Cursor | undefined;
  readonly keyOf: (row: Row) => readonly bigint[];
}

/** The page that a query found: backwards it reads from the cursor up, so that its rows come turned round. */
export function slice<Row>({ found, size, cursor, keyOf }: Found<Row>): Slice<Row> {
  const backwards = cursor?.side === 'before';
  const rows = backwards ? found.slice(0, size).toReversed() : found.slice(0, size);
  const [first, last] = [rows[0], rows.at(-1)];
  const more = found.length > size;
  const hasPrevious = backwards ? more : cursor !== undefined;
  const hasNext = backwards || more;
  return {
    rows,
    ...(hasPrevious && first !== undefined ? { previous: `before-${keyOf(first).join('-')}` } : {}),
    ...(hasNext && last !== undefined ? { next: `after-${keyOf(last).join('-')}` } : {}),
  };
}
