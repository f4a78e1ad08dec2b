import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { World } from '#kernel';
import { caseView, track } from '#cases';
import { freshDatabase, testWorld, type TestDatabase } from '#testing/fresh-database';
import { filedCase, resident, seedCity } from './testing.ts';

let database: TestDatabase;
let world: World;
before(async () => {
  database = await freshDatabase();
  world = testWorld(database);
  await seedCity(world);
});
after(async () => database.close());

test('tracking tells nobody whether a number exists, and stops those who guess', async () => {
  const owner = await resident(world, 'yang-amei');
  const no = await filedCase(world, owner);
  const guess = (number: string) => track(world, { no: number, code: 'AAAAAAAA', address: '10.0.0.9' });
  await assert.rejects(guess(no), { code: 'cases.no-match', status: 404 });
  await assert.rejects(guess('LJ2611239999990'), { code: 'cases.no-match', status: 404 });
  for (let i = 0; i < 18; i += 1) await guess(no).catch(() => undefined);
  await assert.rejects(guess(no), { code: 'kernel.too-many-attempts', status: 429 });
});

test('a number is one number, whether it is typed short or full, with blanks, hyphens or small letters', async () => {
  const owner = await resident(world, 'yang-amei');
  const no = await filedCase(world, owner);
  const { caseNo } = await caseView(world, owner, no);
  const spaced = (text: string, at: number) => `${text.slice(0, at)} ${text.slice(at)}`;
  const typed = [
    ...Array.from({ length: 7 }, (_, at) => spaced(no, at + 1)),
    ...Array.from({ length: 7 }, (_, at) => spaced(caseNo, at + 1)),
    `${no.slice(0, 2)}-${no.slice(2)}`,
    ...[no.toLowerCase(), no.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))],
    ...[caseNo, caseNo.toLowerCase(), no],
  ];
  const guess = async (number: string, at: number) =>
    track(world, { no: number, code: 'AAAAAAAA', address: `10.0.1.${at}` });
  for (const [at, number] of typed.entries()) await assert.rejects(guess(number, at), { code: 'cases.no-match' });
  await assert.rejects(guess(spaced(no, 9), 99), { code: 'kernel.too-many-attempts' });
  await assert.rejects(guess(spaced(caseNo, 9), 98), { code: 'kernel.too-many-attempts' });
});

test('whoever knows the code may look as often as they like, also for many cases from one address', async () => {
  const owner = await resident(world, 'zhang-wei');
  const no = await filedCase(world, owner);
  const { queryCode } = await caseView(world, owner, no);
  for (let looks = 0; looks < 25; looks += 1)
    assert.equal((await track(world, { no, code: queryCode, address: '10.0.2.1' })).no, no);
});
