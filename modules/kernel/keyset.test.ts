import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCursor, slice, type Cursor, type Slice } from './keyset.ts';

const SIZE = 3;

/** What a table answers for a cursor: rows of one number, smallest first. */
function query(table: readonly bigint[], cursor: Cursor | undefined): Slice<bigint> {
  const [edge = -1n] = cursor?.key ?? [];
  const found =
    cursor?.side === 'before'
      ? table.filter((row) => row < edge).toReversed()
      : table.filter((row) => cursor === undefined || row > edge);
  return slice({ found: found.slice(0, SIZE + 1), size: SIZE, cursor, keyOf: (row) => [row] });
}

const tables = fc
  .uniqueArray(fc.bigInt({ min: 0n, max: 10n ** 17n }), { maxLength: 20 })
  .map((rows) => rows.toSorted((a, b) => (a < b ? -1 : 1)));

test('turning pages forward shows every row once, in order, and turning back shows the same pages', () => {
  fc.assert(
    fc.property(tables, (table) => {
      const pages = [query(table, undefined)];
      for (let page = pages[0]; page?.next !== undefined;) {
        page = query(table, readCursor(page.next, 1));
        pages.push(page);
      }
      assert.deepEqual(
        pages.flatMap(({ rows }) => rows),
        table,
      );
      for (const [at, page] of pages.entries()) {
        assert.equal(page.previous === undefined, at === 0);
        if (page.previous !== undefined)
          assert.deepEqual(query(table, readCursor(page.previous, 1)).rows, pages[at - 1]?.rows);
      }
    }),
  );
});

test('what is no place in the list is its beginning', () => {
  for (const text of [
    null,
    '',
    'after',
    'after-',
    'after-x',
    'after--1',
    'after-1-2',
    'beside-1',
    `after-${'9'.repeat(19)}`,
  ])
    assert.equal(readCursor(text, 1), undefined, String(text));
  assert.deepEqual(readCursor('after-2-1017', 2), { side: 'after', key: [2n, 1017n] });
});
