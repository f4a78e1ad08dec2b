import { recompute, type Recomputed } from '#supervision';
import { withInstallation } from './offline.ts';

const FOUND = 1;
const CANNOT = 2;

/**
 * `tongban supervision recompute`: works through everything that supervision has been shown anew and compares what comes of
 * it with what was kept. Changes nothing. Ends with 1 where something differs.
 */
export async function supervisionCommand([what, ...more]: readonly string[]): Promise<number> {
  if (what !== 'recompute' || more.length > 0) {
    process.stderr.write('Usage: tongban supervision recompute\n');
    return CANNOT;
  }
  return withInstallation({}, async ({ app }) => tell(await recompute(app.db)));
}

function tell({ events, alarms, states, differences }: Recomputed): number {
  const verdict = differences.length === 0 ? 'OK' : 'DIFFERENT';
  process.stdout.write(`${verdict}: ${events} events, ${alarms} alarms, ${states} things remembered.\n`);
  for (const { of, what, name } of differences) process.stdout.write(`  ${of} ${name}: ${what}\n`);
  return differences.length === 0 ? 0 : FOUND;
}
