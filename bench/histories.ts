/**
 * Honest and cheating histories, told by chance and judged by the rules that outsiders use (`modules/audit`).
 * `bin/node bench/histories.ts [HONEST] [EACH]`: so many honest ones, none of which may raise an alarm, and so many of
 * each kind of cheating, each of which must be found by the rule named for it, with evidence that verifies offline.
 */
import { accuse } from '../modules/audit/testing/accuse.ts';
import { honestCity } from '../modules/audit/testing/live.ts';
import { cheats, findingsIn, tryCheat } from '../modules/audit/testing/trial.ts';

const [honest = 100_000, each = 1000] = process.argv.slice(2).map(Number);
const PER_HISTORY = 60;
const SPREAD = 90;
const KILOBYTE = 1024;
const MOST_EVIDENCE = 16 * KILOBYTE;

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(0)} s`;
}

function runHonest(): boolean {
  const start = performance.now();
  const kinds = new Map<string, number>();
  let alarms = 0;
  let leaves = 0;
  for (let seed = 0; seed < honest; seed += 1) {
    const city = honestCity(seed, PER_HISTORY + (seed % SPREAD));
    leaves += city.leaves.length;
    for (const leaf of city.leaves) count(kinds, leaf);
    const [first] = findingsIn(city);
    if (first === undefined) continue;
    alarms += 1;
    console.log(`  false alarm in history ${seed}: ${JSON.stringify(first)}`);
  }
  console.log(`honest: ${honest} histories, ${leaves} leaves, ${alarms} false alarms, ${seconds(start)}`);
  console.log(
    `  ${[...kinds]
      .toSorted()
      .map(([kind, times]) => `${kind} ${times}`)
      .join(', ')}`,
  );
  return alarms === 0;
}

function count(kinds: Map<string, number>, leaf: Readonly<Record<string, unknown>>): void {
  const barred = Array.isArray(leaf.sk) && leaf.sk.length > 0 ? ' past barred ones' : '';
  const more = leaf.ex === undefined ? barred : ` with priority${barred}`;
  const kind = `${String(leaf.k)}${leaf.by === 'law' ? ' by law' : ''}${more}`;
  kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
}

async function runCheat(cheat: (typeof cheats)[number]): Promise<boolean> {
  const start = performance.now();
  const codes = new Map<string, number>();
  let [tried, found, largest, alone] = [0, 0, 0, 0];
  for (let seed = 0; tried < each; seed += 1) {
    const { failure, verdict, bytes = 0 } = await tryCheat(cheat, seed);
    if (failure === 'no opportunity') continue;
    tried += 1;
    largest = Math.max(largest, bytes);
    alone += verdict?.assumes.length === 0 ? 1 : 0;
    const code = failure ?? verdict?.code ?? '';
    codes.set(code, (codes.get(code) ?? 0) + 1);
    if (failure === undefined && bytes < MOST_EVIDENCE) found += 1;
    else console.log(`  ${cheat.name}, history ${seed}: ${failure ?? `${bytes} bytes of evidence`}`);
  }
  const kinds = [...codes].map(([code, times]) => `${code} ${times}`).join(', ');
  const size = `evidence up to ${(largest / KILOBYTE).toFixed(1)} KB, ${alone} without any assumption`;
  console.log(
    `${cheat.name}: ${found} of ${tried} by ${cheat.rule} (${cheat.finder}); ${kinds}; ${size}; ${seconds(start)}`,
  );
  return found === each;
}

/** Honest histories of which things are left out until the rest looks bad. */
async function runAccused(): Promise<boolean> {
  let [pieces, convicting] = [0, 0];
  for (let seed = 0; seed < each; seed += 1)
    for (const assumes of await accuse(honestCity(seed, PER_HISTORY))) {
      pieces += 1;
      if (assumes.length === 0) convicting += 1;
    }
  console.log(
    `accused: ${each} honest histories shown in part, ${pieces} pieces of evidence that verify, all of which name`,
  );
  console.log(`  what they assume; ${convicting} that convict an honest city`);
  return convicting === 0;
}

const passed = [runHonest()];
for (const cheat of cheats) passed.push(await runCheat(cheat));
passed.push(await runAccused());
const ok = passed.every(Boolean);
console.log(ok ? 'ok' : 'FAILED');
process.exitCode = ok ? 0 : 1;
