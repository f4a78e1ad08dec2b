import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everyLook } from './pages/looks.ts';
import { everyPage } from './rig/routes.ts';

/** A scene in which everything has a name; nobody goes there. */
const names = new Proxy({} as Parameters<typeof everyLook>[0], { get: (_, name) => `a-${String(name)}` });

/** The sign-in page has an address of its own for every ceremony; `/sign-in` leads to it. */
const leadsTo: Readonly<Record<string, string>> = { '/sign-in': '/sign-in/[uid]' };

/** The page that answers an address: of several that fit, the one with the fewest gaps. */
function pageOf(path: string): string | undefined {
  const parts = path.split(/[?#]/)[0]?.split('/') ?? [];
  const fits = everyPage().filter((page) => {
    const pattern = page.split('/');
    return pattern.length === parts.length && pattern.every((part, at) => part.startsWith('[') || part === parts[at]);
  });
  return leadsTo[path] ?? fits.toSorted((a, b) => gaps(a) - gaps(b))[0];
}

const gaps = (page: string): number => page.split('[').length;

test('every page of the route tree is looked at, in the states that somebody has thought of', () => {
  const seen = new Set(everyLook(names).map(({ path }) => pageOf(path)));

  assert.deepEqual(
    everyPage().filter((page) => !seen.has(page)),
    [],
  );
});

test('no two looks have the same name', () => {
  const looks = everyLook(names).map(({ name }) => name);

  assert.equal(new Set(looks).size, looks.length);
});
