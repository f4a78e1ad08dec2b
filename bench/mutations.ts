// Changes single bytes of notes, proofs, tiles, entries, keys and policies: `bin/node bench/mutations.ts [count] [seed]`.
// None may be read as another text, size or root, or as a quorum that is not there; exits 1 if one is.
import { performance } from 'node:perf_hooks';
import { mutate, sequence, type Tally } from '../modules/tlog/testing/mutations.ts';
import { targets } from '../modules/tlog/testing/targets.ts';

const COUNT = Number(process.argv[2] ?? 1_010_000);
const SEED = Number(process.argv[3] ?? Date.now() % 2 ** 31);
const SHOWN = 5;

console.log(`${COUNT} mutations, seed ${SEED}`);
const tallies = targets.map(({ target, share }, at) => {
  const start = performance.now();
  const tally = mutate(target, Math.ceil((COUNT * share) / 1000), sequence(SEED + at));
  report(tally, (performance.now() - start) / 1000);
  return tally;
});
const violations = tallies.flatMap(({ violations }) => violations);
const tried = tallies.reduce((sum, tally) => sum + tally.tried, 0);
console.log(`${tried} mutations in all, ${violations.length} violations`);
process.exit(violations.length > 0 ? 1 : 0);

function report({ kind, tried, refused, same, other, violations }: Tally, seconds: number): void {
  const ignored = [...same].map(([reason, count]) => `, ${count} say the same (${reason})`).join('');
  const others = other > 0 ? `, ${other} say what their own text asks for` : '';
  console.log(`${kind.padEnd(24)} ${tried} tried, ${refused} refused${ignored}${others}; ${seconds.toFixed(1)} s`);
  for (const { problem, said, bytes } of violations.slice(0, SHOWN))
    console.log(`  VIOLATION ${problem}: ${JSON.stringify(said.slice(0, 200))} of ${bytes}`);
  if (violations.length > SHOWN) console.log(`  and ${violations.length - SHOWN} more`);
}
