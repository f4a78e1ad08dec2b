import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translator } from '#kernel';
import { arrivalAtDesk } from './desk-arrival.ts';

const arrive = (query: string) => arrivalAtDesk(new URLSearchParams(query));

test('the desk says which act was done on which case', () => {
  assert.deepEqual(arrive('done=accept&no=LJ261122000001G'), { done: { act: 'accept', no: 'LJ261122000001G' } });
});

test('the desk says why nothing could be taken', () => {
  assert.deepEqual(arrive('refused=queue.empty'), { refusal: { code: 'queue.empty' } });
});

test('whatever taking can be refused with is said in words', () => {
  const t = translator('zh-CN');
  for (const code of ['queue.paused', 'ledger.unwitnessed', 'desk.next-by-button', 'desk.next-without-key']) {
    assert.deepEqual(arrive(`refused=${code}`), { refusal: { code } });
    assert.notEqual(t(code), code);
  }
});

test('a sentence that somebody wrote into the address is not shown', () => {
  assert.deepEqual(arrive('done=accept&no=%3Cb%3Ecall+123'), {});
  assert.deepEqual(arrive('done=erase&no=LJ261122000001G'), {});
  assert.deepEqual(arrive('refused=identity.no-such-person'), {});
});
