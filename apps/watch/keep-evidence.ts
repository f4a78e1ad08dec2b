import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '#disk';
import { encodeUtf8 } from '#tlog';
import type { LogBreach } from './contradiction.ts';
import type { Alarm } from './report.ts';

/** A log that breaks every rule everywhere must not fill the disk of whoever looks. */
const MOST_FILES = 2000;

/** Puts what proves a finding into `evidence/` of a directory. What is there stays: the first to see saw most. */
export class EvidenceKeeper {
  readonly #directory: string;
  #files: number;

  constructor(directory: string) {
    this.#directory = join(directory, 'evidence');
    this.#files = existsSync(this.#directory) ? readdirSync(this.#directory).length : 0;
  }

  /** Nothing more is kept, so that nothing more needs to be proved. */
  get isFull(): boolean {
    return this.#files >= MOST_FILES;
  }

  /** Where a file of that name is, if it is there. */
  kept(name: string): string | undefined {
    const path = join(this.#directory, name);
    return existsSync(path) ? path : undefined;
  }

  /** @returns where it is; undefined once there is too much of it */
  async keep(name: string, text: string): Promise<string | undefined> {
    const known = this.kept(name);
    if (known !== undefined || this.isFull) return known;
    this.#files += 1;
    const path = join(this.#directory, name);
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
