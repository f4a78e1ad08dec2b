import { readFileSync } from 'node:fs';
import { RecordedFile, replayAll, replayFile, type Divergence } from '#cases';
import { withInstallation } from './offline.ts';

const FOUND = 1;
const CANNOT = 2;

/**
 * `tongban route replay [FILE…]`: plays recorded histories with the engine of today, those of the files or of every case in
 * the database. Ends with 1 where one leads elsewhere than it did.
 */
export async function replayCommand(files: readonly string[]): Promise<number> {
  if (files.length === 0) return withInstallation({}, async ({ app }) => fromDatabase(await replayAll(app)));
  let worst = 0;
  for (const file of files) worst = Math.max(worst, await fromFile(file));
  return worst;
}

function fromDatabase({ same, steps, unrecorded, differing }: Awaited<ReturnType<typeof replayAll>>): number {
  const verdict = differing.length === 0 ? 'OK' : 'DIFFERENT';
  print(`${verdict}: ${same} cases, ${steps} moves, the same markings; ${unrecorded} without a recorded history.`);
  differing.forEach(tell);
  return differing.length === 0 ? 0 : FOUND;
}

async function fromFile(file: string): Promise<number> {
  const recorded = open(file);
  if (recorded === undefined) {
    print(`${file}: is no file of recorded histories.`);
    return CANNOT;
  }
  try {
    const { same, differing } = await replayFile(recorded);
    print(`${file}: ${differing.length === 0 ? 'OK' : 'DIFFERENT'}, ${same} of ${recorded.cases.length} the same.`);
    differing.forEach(tell);
    return differing.length === 0 ? 0 : FOUND;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    print(`${file}: ${error.message}`);
    return FOUND;
  }
}

function open(file: string): RecordedFile | undefined {
  try {
    return RecordedFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function tell({ case: name, step, elements, what }: { readonly case: string } & Divergence): void {
  print(`  ${name}, move ${step}: ${what}${elements.length === 0 ? '' : ` at ${elements.join(', ')}`}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
