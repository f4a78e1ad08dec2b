/**
 * Clocks by the million. `bin/node bench/clocks.ts city [CASES]`: a simulated city whose ten workers come, go and break; no
 * effect may happen twice or out of order, and recounting gives the same.
 */
import { assertOnce, assertRecomputable } from '../modules/clocks/testing/city-checks.ts';
import { live, TICKS, unreliable } from '../modules/clocks/testing/city.ts';
import { dice } from '../modules/clocks/testing/story.ts';
import { openStage, say, timed, type Stage } from './stage.ts';

const [part = 'city', count] = process.argv.slice(2);

const stage = await openStage(['fsync=off']);
try {
  if (part === 'city') await city(stage, Number(count ?? 20_000));
} finally {
  await stage.close();
}

async function city({ create, open }: Stage, cases: number): Promise<void> {
  await create('city');
  const { database } = open('city');
  const { db } = database;
  const roll = dice(cases);
  const { seconds, made } = await timed(async () =>
    live({ db, cases, workers: unreliable(roll), crashes: () => roll(20) === 0 }),
  );
  say(`city of ${cases} cases, ${TICKS / 2} days, up to ten workers: ${seconds.toFixed(0)} s, ${made} handlers broke`);
  say(`effects, none twice: ${await assertOnce(db)}`);
  say(`rungs that follow from the ledgers, in legal order: ${await assertRecomputable(db, cases)}`);
  await database.close();
}
