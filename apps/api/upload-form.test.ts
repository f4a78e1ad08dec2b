import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '#kernel';
import { pageAfter, targetOf, typedBeside } from './upload-form.ts';

const DRAFT = '0199a0aa-0000-4000-8000-000000000001';
const ORIGIN = 'https://tongban.example';
const form = (fields: Record<string, string>) =>
  new Map(Object.entries(fields).map(([name, value]) => [name, [value]]));
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

test('a file belongs to a material of a draft, or to an item of what a case is asked for', () => {
  assert.deepEqual(targetOf(form({ _draft: DRAFT }), 'file-3'), { draft: DRAFT, material: 3 });
  assert.deepEqual(targetOf(form({ _case: 'LJ261122000001K' }), 'file-0'), { case: 'LJ261122000001K', item: 0 });
});

test('a form that says neither, both, or no number is refused', () => {
  const notAForm = refused('materials.not-a-form');
  for (const input of ['file', 'file-', 'file-id-card', 'file-12345', 'other-1'])
    assert.throws(() => targetOf(form({ _draft: DRAFT }), input), notAForm);
  assert.throws(() => targetOf(form({}), 'file-1'), notAForm);
  assert.throws(() => targetOf(form({ _draft: DRAFT, _case: 'LJ261122000001K' }), 'file-1'), notAForm);
  assert.throws(() => targetOf(form({ _draft: 'x' }), 'file-1'), refused('kernel.not-found'));
});

test('the page to go on to keeps its query, goes to the place of the file, and forgets the last problem', () => {
  const _next = '/drafts/1/files?from=check&problem=materials.broken&at=7';
  const draft = form({ _next, _draft: DRAFT, _upload: '1' });
  assert.equal(pageAfter(draft, ORIGIN, { input: 'file-2' }), '/drafts/1/files?from=check#material-2');
  assert.equal(pageAfter(draft, ORIGIN), '/drafts/1/files?from=check#material-1');
  assert.equal(
    pageAfter(form({ _next: '/cases/1', _case: '1' }), ORIGIN, { input: 'file-2', problem: 'materials.empty' }),
    '/cases/1?problem=materials.empty&at=2#item-2',
  );
});

test('what was typed beside the files is told from what the page put in', () => {
  const fields = new Map([
    ...form({ _next: '/', key: 'k', note: '从业三年', reason: '' }),
    ['boxes', ['a', 'b']] as const,
  ]);
  assert.deepEqual(typedBeside(fields), { note: '从业三年', boxes: ['a', 'b'] });
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
        assert.equal(new URL(pageAfter(form({ _next: next }), ORIGIN), ORIGIN).origin, ORIGIN);
      },
    ),
  );
});
