import { createAudit, quorumTimes, type Audit, type Finding } from '#audit';
import type { Policy } from '#tlog';
import { openCopy, type Copy, type Noted } from './copy.ts';
import { follow, type Following } from './follow.ts';
import { EvidenceKeeper } from './keep-evidence.ts';
import { prove } from './prove.ts';
import type { RemoteLog } from './remote-log.ts';
import { alarmOf, type Alarm } from './report.ts';

export interface MonitorOptions {
  readonly remote: RemoteLog;
  readonly policy: Policy;
  readonly directory: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How long a quorum's cosignature may be old before the log counts as standing still, in seconds. */
  readonly patience: number;
  readonly progress?: (done: bigint, of: bigint) => void;
  readonly stop?: AbortSignal;
}

/** One round of looking. */
export interface Round {
  /** Undefined where the log could not be followed. */
  readonly size: bigint | undefined;
  readonly alarms: readonly Alarm[];
  /** Whether a quorum has cosigned lately; true where the policy asks for none. */
  readonly witnessed: boolean;
}

/** Cosigned checkpoints that are kept in memory, because a finding about times may rest on one of them. */
const KEPT_NOTES = 100;
const UNWITNESSED = 'log.unwitnessed';

/** Follows a log, keeps a copy of it, and computes every rule that the public record allows to compute. */
export class Monitor {
  readonly #options: MonitorOptions;
  readonly #following: Following;
  readonly #keeper: EvidenceKeeper;
  readonly #audit: Audit = createAudit();
  readonly #notes = new Map<number, string>();
  readonly #said = new Set<string>();
  readonly #begun: number;
  #found: Finding[] = [];
  #quorumTime = 0;
  #note: string | undefined;
  #copy: Copy | undefined;

  constructor(options: MonitorOptions) {
    const { remote, policy, directory, progress, stop } = options;
    this.#options = options;
    this.#keeper = new EvidenceKeeper(directory);
    this.#begun = this.#now();
    this.#following = {
      remote,
      directory,
      keys: policy.logs.map(({ key }) => key),
      witnesses: [...policy.witnesses.values()].map(({ key }) => key),
      each: (index, entry) => {
        for (const finding of this.#audit.entry(Number(index), entry)) this.#found.push(finding);
      },
      ...(progress === undefined ? {} : { progress }),
      ...(stop === undefined ? {} : { stop }),
    };
  }

  /** @returns what is new since the last round. @throws WatchError when nothing can be checked now */
  async round(): Promise<Round> {
    const copy = (this.#copy ??= await openCopy(this.#following));
    const followed = await follow(this.#following, copy);
    const isBroken = 'code' in followed;
    if (!isBroken) this.#see(followed.checkpoint);
    const alarms = isBroken ? [await this.#keeper.breach(followed)] : [];
    for (const finding of this.#found) alarms.push(await this.#accuse(copy, finding));
    this.#found = [];
    const age = this.#now() - Math.max(this.#quorumTime, this.#begun);
    alarms.push(...this.#witnessing(age));
    return {
      size: isBroken ? undefined : followed.checkpoint.size,
      alarms: alarms.filter((one) => this.#isNew(one)),
      witnessed: this.#options.policy.quorum === 'none' || this.#now() - this.#quorumTime <= this.#options.patience,
    };
  }

  #now(): number {
    return Math.floor(this.#options.now() / 1000);
  }

  #see(checkpoint: Noted): void {
    const { note } = checkpoint;
    const size = Number(checkpoint.size);
    const cosignTimes = quorumTimes(this.#options.policy, checkpoint);
    this.#found.push(...this.#audit.checkpoint({ size, time: this.#now(), ...(cosignTimes && { cosignTimes }) }));
    if (cosignTimes === undefined) return;
    this.#notes.set(size, note);
    const [oldest] = this.#notes.keys();
    if (this.#notes.size > KEPT_NOTES && oldest !== undefined) this.#notes.delete(oldest);

    if (note === this.#note) return;
    this.#note = note;
    const [by, still = by] = cosignTimes;
    // What a witness with a fast clock signed is as old as it is here.
    this.#quorumTime = Math.max(this.#quorumTime, Math.min(still, this.#now()));
  }

  async #accuse(copy: Copy, finding: Finding): Promise<Alarm> {
    const { checkpoint } = copy;
    if (checkpoint === undefined) return alarmOf(finding);
    const { policy } = this.#options;
    const text = await prove(finding, { copy, checkpoint, policy, earlier: (size) => this.#notes.get(size) });
    const name = `${finding.index}-${finding.code}.json`;
    return alarmOf(finding, text === undefined ? undefined : await this.#keeper.keep(name, text));
  }

  /** A log that its witnesses have not seen for a while stands still, is split, or hides. */
  #witnessing(age: number): readonly Alarm[] {
    const { policy, patience } = this.#options;
    if (policy.quorum === 'none') return [];
    if (age > patience) return [{ rule: 'M1', code: UNWITNESSED, finder: 'witness', detail: `for ${patience} s` }];
    // It may happen again, and is told again then.
    for (const key of this.#said) if (key.startsWith(UNWITNESSED)) this.#said.delete(key);
    return [];
  }

  /** A state that lasts is told once. */
  #isNew({ code, index, detail, evidence }: Alarm): boolean {
    const key = [code, index, detail, evidence].join('/');
    if (this.#said.has(key)) return false;
    this.#said.add(key);
    return true;
  }
}
