import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Rule } from './index.ts';
import { accuse } from './testing/accuse.ts';
import { nextOf, take } from './testing/acts.ts';
import type { City, Pool } from './testing/city.ts';
import { honestCity } from './testing/live.ts';
import { cheats, findingsIn, tryCheat } from './testing/trial.ts';

const HONEST = 300;
const EACH = 20;
const ACCUSED = 15;
/** An officer whom no case has met. */
const NOBODY = 99;
const MOST_EVIDENCE = 16 * 1024;

test('300 honest histories raise no alarm', () => {
  for (let seed = 0; seed < HONEST; seed += 1)
    assert.deepEqual(findingsIn(honestCity(seed, 60 + (seed % 90))), [], `history ${seed}`);
});

/** Tries a cheat until there was an opportunity so many times. */
async function failuresOf(
  name: string,
  options: { readonly without?: readonly Rule[] } = {},
): Promise<readonly string[]> {
  const cheat = cheats.find((known) => known.name === name);
  assert.ok(cheat);
  const failures: string[] = [];
  for (let seed = 0, tried = 0; tried < EACH; seed += 1) {
    const { failure, bytes = 0 } = await tryCheat(cheat, seed, options);
    if (failure === 'no opportunity') continue;
    tried += 1;
    if (failure !== undefined || bytes > MOST_EVIDENCE) failures.push(`${seed}: ${failure ?? bytes}`);
  }
  return failures;
}

for (const { name, rule, finder } of cheats)
  test(`${name} is found by ${rule}, by ${finder} data, with evidence that verifies offline`, async () => {
    assert.deepEqual(await failuresOf(name), []);
  });

test('a rule that is missing is missed: every kind of cheating needs the rule that is named for it', async () => {
  for (const { name, rule, finder } of cheats.filter((cheat) => cheat.finder === 'public')) {
    const failures = await failuresOf(name, { without: [rule] });
    assert.equal(failures.length, EACH, `${name} without ${rule} is still found (${finder})`);
  }
});

test('a dispatcher that forgets the lanes is caught in histories that are honest otherwise', () => {
  let tried = 0;
  for (let seed = 0; seed < 60; seed += 1) {
    const city = honestCity(seed, 120);
    const pool = city.pools.find((known) => !known.paused && known.order !== undefined && isPriority(city, known));
    const wrong = pool && city.waiting(pool).find(({ of }) => of.lane === 2);
    if (wrong === undefined) continue;
    take(city, wrong, { officer: NOBODY });
    tried += 1;
    assert.ok(
      findingsIn(city).some(({ rule }) => rule === 'M4'),
      `history ${seed}`,
    );
  }
  assert.ok(tried > 3, `tried ${tried}`);
});

/** Whether somebody of lane 0 or 1 is next. */
function isPriority(city: City, pool: Pool): boolean {
  const next = nextOf(city, pool, NOBODY);
  return next !== undefined && next.of.lane < 2;
}

test('whatever is left out of an honest history, the rest convicts nobody', async () => {
  let verified = 0;
  for (let seed = 0; seed < ACCUSED; seed += 1) {
    for (const assumes of await accuse(honestCity(seed, 80))) {
      verified += 1;
      assert.notDeepEqual(assumes, [], `history ${seed}`);
    }
  }
  assert.ok(verified > 0, 'no evidence was made');
});
