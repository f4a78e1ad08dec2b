import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { freshDatabase, type TestDatabase } from '#testing/fresh-database';
import { assertOnce, assertRecomputable, history } from './testing/city-checks.ts';
import { live, unreliable } from './testing/city.ts';
import { dice } from './testing/story.ts';

/** As many as everybody can wait for; 20,000 cases: bin/node bench/clocks.ts city. */
const CASES = 200;

let stormy: TestDatabase;
let quiet: TestDatabase;
before(async () => {
  [stormy, quiet] = await Promise.all([freshDatabase(), freshDatabase()]);
});
after(async () => Promise.all([stormy.close(), quiet.close()]));

test('ten workers that come, go and break bring about what one does that never sleeps', async () => {
  const roll = dice(530_700);
  const crashes = () => roll(20) === 0;
  const broken = await live({ db: stormy.db, cases: CASES, workers: unreliable(roll), crashes });
  assert.ok(broken > 10, `only ${broken} handlers broke`);
  assert.equal(await live({ db: quiet.db, cases: CASES, workers: () => 1, crashes: () => false }), 0);

  const [raised, expected] = [await history(stormy.db), await history(quiet.db)];
  assert.ok(expected.length > CASES, `only ${expected.length} rungs`);
  assert.deepEqual(raised, expected);
});

test('each effect happened once, whoever broke in the middle of it', async () => {
  assert.ok((await assertOnce(stormy.db)) > CASES);
});

test('what came to pass is what follows from the ledgers, at the same moments and in legal order', async () => {
  assert.ok((await assertRecomputable(stormy.db, CASES)) > CASES);
});
