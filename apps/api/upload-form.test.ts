import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '#kernel';
import { pageAfter, targetOf } from './upload-form.ts';

const DRAFT = '0199a0aa-0000-4000-8000-000000000001';
const ORIGIN = 'https://tongban.example';
const form = (fields: Record<string, string>) => new Map(Object.entries(fields));
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

test('a file belongs to a material of a draft, or to an item of what a case is asked for', () => {
  assert.deepEqual(targetOf(form({ draft: DRAFT, material: '3' })), { draft: DRAFT, material: 3 });
  assert.deepEqual(targetOf(form({ case: 'LJ261122000001K', item: '0' })), { case: 'LJ261122000001K', item: 0 });
  assert.deepEqual(targetOf(form({ case: 'LJ261122000001K', material: '1' })), { case: 'LJ261122000001K', item: 1 });
});

test('a form that says neither, both, or no number is refused', () => {
  const wrong = [
    {},
    { draft: DRAFT },
    { material: '1' },
    { draft: DRAFT, material: 'id-card' },
    { draft: DRAFT, material: '' },
  ];
  for (const fields of [...wrong, { draft: DRAFT, case: 'LJ261122000001K', material: '1' }])
    assert.throws(() => targetOf(form({ ...fields })), refused('materials.not-a-form'));
  assert.throws(() => targetOf(form({ draft: 'x', material: '1' })), refused('kernel.not-found'));
});

test('the page to go on to keeps its query and place, and forgets the last problem', () => {
  const next = '/drafts/1/files?from=check&problem=materials.broken';
  assert.equal(pageAfter(form({ next, draft: DRAFT, material: '2' }), ORIGIN), '/drafts/1/files?from=check#material-2');
  assert.equal(
    pageAfter(form({ next: '/cases/1#file-2', case: '1', item: '2' }), ORIGIN, 'materials.empty'),
    '/cases/1?problem=materials.empty#file-2',
  );
});

test('no page leads off this site, whatever is asked for', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.string().map((rest) => `//${rest}`),
      ),
      (next) => {
        assert.equal(new URL(pageAfter(form({ next }), ORIGIN), ORIGIN).origin, ORIGIN);
      },
    ),
  );
});
