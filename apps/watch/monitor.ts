import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createAudit, evidenceOf, type Audit, type Finding } from '#audit';
import { writeDurably } from '#disk';
import { cosigners, encodeUtf8, isQuorum, type Policy } from '#tlog';
import { entryOf, hashesOf, openCopy, type Copy } from './copy.ts';
import { follow, type Following, type LogBreach, type Noted } from './follow.ts';
import type { RemoteLog } from './remote-log.ts';
import { alarmOf, breachAlarm, type Alarm } from './report.ts';

export interface MonitorOptions {
  readonly remote: RemoteLog;
  readonly policy: Policy;
  readonly directory: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How long a quorum's cosignature may be old before the log counts as standing still, in seconds. */
  readonly patience: number;
  readonly progress?: (done: bigint, of: bigint) => void;
}

/** One round of looking. */
export interface Round {
  /** Undefined where the log could not be followed. */
  readonly size: bigint | undefined;
  readonly alarms: readonly Alarm[];
}

/** Follows a log, keeps a copy of it, and computes every rule that the public record allows to compute. */
export class Monitor {
  readonly #options: MonitorOptions;
  readonly #audit: Audit = createAudit();
  readonly #found: Finding[] = [];
  readonly #said = new Set<string>();
  #copy: Copy | undefined;

  constructor(options: MonitorOptions) {
    this.#options = options;
  }

  /** @returns what is new since the last round. @throws WatchError when nothing can be checked now */
  async round(): Promise<Round> {
    const { directory, now } = this.#options;
    const following = this.#following();
    this.#copy ??= await openCopy(directory, following.keys, following.each);
    const followed = await follow(following, this.#copy);
    const alarms: Alarm[] = [];
    if ('code' in followed) alarms.push(await this.#breach(followed));
    else this.#see(followed.checkpoint, now());
    alarms.push(...(await this.#findings()), ...this.#witnessing('code' in followed ? undefined : followed.checkpoint));
    return {
      size: 'code' in followed ? undefined : followed.checkpoint.size,
      alarms: alarms.filter((one) => this.#isNew(one)),
    };
  }

  #following(): Following {
    const { remote, policy, directory, progress } = this.#options;
    return {
      remote,
      directory,
      keys: policy.logs.map(({ key }) => key),
      witnesses: [...policy.witnesses.values()].map(({ key }) => key),
      each: (index, entry) => this.#found.push(...this.#audit.entry(Number(index), entry)),
      ...(progress === undefined ? {} : { progress }),
    };
  }

  #see({ size, signatures }: Noted, now: number): void {
    const cosignTimes = signatures.flatMap(({ time }) => (time === undefined ? [] : [Number(time)]));
    this.#found.push(...this.#audit.checkpoint({ size: Number(size), time: Math.floor(now / 1000), cosignTimes }));
  }

  async #findings(): Promise<readonly Alarm[]> {
    const alarms: Alarm[] = [];
    for (const finding of this.#found.splice(0)) alarms.push(alarmOf(finding, await this.#evidence(finding)));
    return alarms;
  }

  async #evidence(finding: Finding): Promise<string | undefined> {
    const copy = this.#copy;
    const checkpoint = copy?.checkpoint;
    if (copy === undefined || checkpoint === undefined || BigInt(finding.index) >= checkpoint.size) return undefined;
    const text = await evidenceOf(finding, {
      checkpoint: checkpoint.note,
      leaf: async (index) => entryOf(copy, BigInt(index), checkpoint.size),
      hash: hashesOf(copy, checkpoint.size),
    });
    return this.#keep(`${finding.index}-${finding.code}`, text);
  }

  async #breach(breach: LogBreach): Promise<Alarm> {
    const name = `${breach.code}-${digest(breach.note ?? breach.detail)}`;
    if (breach.note !== undefined) await this.#keep(`${name}.checkpoint`, breach.note);
    return breachAlarm(breach, breach.evidence === undefined ? undefined : await this.#keep(name, breach.evidence));
  }

  async #keep(name: string, text: string): Promise<string> {
    const path = join(this.#options.directory, 'evidence', name.endsWith('.checkpoint') ? name : `${name}.json`);
    await writeDurably(path, encodeUtf8(text));
    return path;
  }

  /** A log that its witnesses have not seen for a while stands still, is split, or hides. */
  #witnessing(checkpoint: Noted | undefined): readonly Alarm[] {
    const { policy, now, patience } = this.#options;
    if (policy.quorum === 'none') return [];
    if (checkpoint !== undefined) this.#seenQuorum(checkpoint);
    const age = Math.floor(now() / 1000) - this.#quorumTime;
    if (age <= patience) return [];
    return [{ rule: 'M1', code: 'log.unwitnessed', finder: 'witness', detail: `for ${patience} s` }];
  }

  #quorumTime = 0;

  #seenQuorum(checkpoint: Noted): void {
    const { policy } = this.#options;
    if (this.#quorumTime === 0) this.#quorumTime = Math.floor(this.#options.now() / 1000);
    if (!isQuorum(policy, cosigners(policy, checkpoint))) return;
    const times = checkpoint.signatures.flatMap(({ time }) => (time === undefined ? [] : [Number(time)]));
    this.#quorumTime = Math.max(this.#quorumTime, ...times);
  }

  /** A state that lasts is told once. */
  #isNew({ code, index, detail, evidence }: Alarm): boolean {
    const key = [code, index, detail, evidence].join('/');
    if (this.#said.has(key)) return false;
    this.#said.add(key);
    return true;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
