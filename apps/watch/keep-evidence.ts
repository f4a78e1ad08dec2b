import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writeDurably } from '#disk';
import { encodeUtf8 } from '#tlog';
import type { LogBreach } from './contradiction.ts';
import type { Alarm } from './report.ts';

/** A log that breaks every rule everywhere must not fill the disk of whoever looks. */
const MOST_FILES = 2000;

/** Puts what proves a finding into `evidence/` of a directory. What is there stays: the first to see saw most. */
export class EvidenceKeeper {
  readonly #directory: string;
  #files = 0;

  constructor(directory: string) {
    this.#directory = join(directory, 'evidence');
  }

  /** @returns where it is; undefined once there is too much of it */
  async keep(name: string, text: string): Promise<string | undefined> {
    const path = join(this.#directory, name);
    if ((await readIfThere(path)) !== undefined) return path;
    if (this.#files === MOST_FILES) return undefined;
    this.#files += 1;
    await writeDurably(path, encodeUtf8(text));
    return path;
  }

  /** Keeps both sides: what was seen, and what is served instead. */
  async breach({ code, detail, seen, served, evidence }: LogBreach): Promise<Alarm> {
    const name = `${code}-${digest(`${seen ?? ''}${served ?? detail}`)}`;
    const kept: string[] = [];
    for (const [side, note] of Object.entries({ seen, served })) {
      const path = note === undefined ? undefined : await this.keep(`${name}.${side}.checkpoint`, note);
      if (path !== undefined) kept.push(path);
    }
    const proof = evidence === undefined ? undefined : await this.keep(`${name}.json`, evidence);
    return { rule: 'M1', code, finder: 'public', detail, kept, ...(proof === undefined ? {} : { evidence: proof }) };
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
