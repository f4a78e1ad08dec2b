import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { localPath } from './origin.ts';

const ORIGIN = 'https://tongban.example';

test('a path of this site stays as it is', () => {
  assert.equal(localPath('/drafts/7/check?a=1#name', ORIGIN), '/drafts/7/check?a=1#name');
});

test('nothing at all leads to nothing', () => {
  for (const next of [undefined, null, '', 'home', './x']) assert.equal(localPath(next, ORIGIN), undefined);
});

test('a path that would shorten to another host is refused', () => {
  for (const next of ['/.//evil.example', '/a/..//evil.example', '/%2e//evil.example'])
    assert.equal(localPath(next, ORIGIN), undefined);
});

test('whatever is asked for, a browser stays on this site', () => {
  const hostile = fc.array(fc.constantFrom('/', '\\', '.', '@', ':', '?', '#', '%2f', '\t', '\n', 'evil.example', 'a'));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        hostile.map((parts) => `/${parts.join('')}`),
      ),
      (next) => {
        const path = localPath(next, ORIGIN);
        if (path === undefined) return;
        assert.equal(new URL(path, ORIGIN).origin, ORIGIN);
        assert(!path.startsWith('//'));
      },
    ),
    { numRuns: 2000 },
  );
});
