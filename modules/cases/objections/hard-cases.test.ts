import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { appointOfficer, grantRole, officerById, type Officer, type Resident } from '#identity';
import type { Publisher } from '#ledger';
import { answerObjection, myObjections, objectionDesk, replyToObjection, reviewObjection, type ShortNo } from '#cases';
import type { TestDatabase } from '#testing/fresh-database';
import { aKey, filedCase } from '../testing.ts';
import { Hall, on } from './testing.ts';

let hall: Hall;
let database: TestDatabase;
let world: Hall['world'];
let publisher: Publisher;
let people: Hall['people'];
let zhang: Resident;
let first: ShortNo;
let second: ShortNo;
before(async () => {
  hall = await Hall.open();
  ({ database, world, publisher, people, zhang } = hall);
});
after(async () => hall.database.close());
beforeEach(async () => {
  [first, second] = await hall.filed();
});

test('an interest is an interest in every post: whoever took the other case, replied, or applied, does not answer', async () => {
  const { clerk, approver, bureau } = people;
  await hall.jump([first, second]);
  const id = await hall.object(first);
  await reviewObjection(world, { objection: id });
  await replyToObjection(world, approver, { ...on(id), text: '正在核查。' });
  const answer = { ...on(id), outcome: 'notUpheld', text: '没有问题。' } as const;
  const concerned = [zhang.person];
  for (const { officer: post } of [clerk, approver]) concerned.push((await officerById(world.db, post)).person);
  for (const person of concerned) {
    const known = await officersOfPerson(person);
    const post = known ?? (await appointOfficer(world, { person, unit: bureau.unit }));
    await grantRole(world, post, { role: 'bureau', unit: bureau.unit, region: '530700' });
    const second = { ...bureau, officer: post };
    await assert.rejects(answerObjection(world, second, { ...answer, key: aKey() }), {
      code: 'cases.objection-own-act',
    });
  }
  await answerObjection(world, bureau, answer);
  await hall.end(first, second);
});

async function officersOfPerson(person: string): Promise<Officer['officer'] | undefined> {
  const { rows } = await database.ownerPool.query<{ id: Officer['officer'] }>(
    'select id from identity.officer where person_id = $1 and unit_id = $2',
    [person, people.bureau.unit],
  );
  return rows[0]?.id;
}

test('records that somebody changed after the state was frozen are not reviewed as if nothing had happened', async () => {
  await hall.jump([first, second]);
  const id = await hall.object(first);
  await database.ownerPool.query(`alter table ledger.leaf disable trigger all;
    update ledger.leaf set bytes = convert_to(replace(convert_from(bytes, 'UTF8'), '"ref":', '"ref" :'), 'UTF8')
      where index = (select max(index) from ledger.leaf where kind = 'take');
    alter table ledger.leaf enable trigger all`);
  await reviewObjection(world, { objection: id });
  const [objection] = (await myObjections(world, zhang, first)).objections;
  assert.deepEqual([objection?.review?.intact, objection?.review?.files], [false, 0]);
  assert.equal((await objectionDesk(world, people.bureau)).find((one) => one.id === id)?.jumps, 1);
  await database.ownerPool.query(`alter table ledger.leaf disable trigger all;
    update ledger.leaf set bytes = convert_to(replace(convert_from(bytes, 'UTF8'), '"ref" :', '"ref":'), 'UTF8')
      where index = (select max(index) from ledger.leaf where kind = 'take');
    alter table ledger.leaf enable trigger all`);
  await hall.end(first, second);
});

test('eight at once are not more than the hour allows', async () => {
  const more = [first, second];
  for (let at = 0; at < 4; at += 1) more.push(await filedCase(world, zhang));
  await publisher.publish();
  const results = await Promise.allSettled(more.map(async (no) => hall.object(no)));
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 3);
  await hall.end(...more);
});
