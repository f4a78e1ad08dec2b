import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localPath } from './local-path.ts';

const ORIGIN = 'https://tongban.example';

test('a place on this site is kept with its query and anchor', () => {
  assert.equal(localPath('/cases/LJ-1?from=mail#file-2', ORIGIN), '/cases/LJ-1?from=mail#file-2');
  assert.equal(localPath('/drafts/../cases', ORIGIN), '/cases');
});

test('nothing leads to another site', () => {
  const elsewhere = [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
  ];
  for (const next of [...elsewhere, '/\t/evil.example', '/%0a\n', 'cases', '', undefined, 7])
    assert.equal(localPath(next, ORIGIN), undefined, String(next));
});
