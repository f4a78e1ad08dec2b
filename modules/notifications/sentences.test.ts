import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { lifecycle, type MessageKind } from '#cases';
import { SILENT } from './tell.ts';

const sentences = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../locales/zh-CN/case.json'), 'utf8'),
) as Readonly<Record<string, string>>;

/** What is told and is no step of the lifecycle, or begins it. */
const others: readonly MessageKind[] = [
  'submitted',
  'dropped',
  'priorityGranted',
  'recordLost',
  'recordSettled',
  'objectionAnswered',
  'extended',
  'visitSet',
  'supplementDue',
];

test('whatever happens to a case is told in a sentence, or on purpose not at all', () => {
  const kinds = new Set<MessageKind>([...Object.values(lifecycle).map(({ event }) => event), ...others]);
  assert.deepEqual(
    [...kinds].filter((kind) => SILENT.has(kind) === `messages.${kind}` in sentences),
    [],
  );
});
