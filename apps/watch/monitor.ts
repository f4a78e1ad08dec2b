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
  /** Told of each alarm as soon as it is found, before it is proved, which may take a while. */
  readonly tell?: (alarm: Alarm) => void;
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
  readonly #found: Finding[] = [];
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
    const breaches = isBroken ? [await this.#keeper.breach(followed)] : [];
    const age = this.#now() - Math.max(this.#quorumTime, this.#begun);
    const lasting = [...breaches, ...this.#witnessing(age)].filter((one) => this.#isNew(one));
    const found = this.#found.splice(0);
    const { tell = () => undefined } = this.#options;
    for (const alarm of [...lasting, ...found.map((finding) => alarmOf(finding))]) tell(alarm);
    return {
      size: isBroken ? undefined : followed.checkpoint.size,
      alarms: [...(await this.#accuse(copy, found)), ...lasting],
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

  /** Proves what can be proved, as long as there is room for it. */
  async #accuse(copy: Copy, found: readonly Finding[]): Promise<readonly Alarm[]> {
    const { checkpoint } = copy;
    const { policy, stop } = this.#options;
    const paths = new Map(found.map((finding) => [finding, this.#keeper.kept(nameOf(finding))]));
    const open = this.#keeper.isFull ? [] : found.filter((finding) => paths.get(finding) === undefined);
    if (checkpoint !== undefined && open.length > 0) {
      const earlier = (size: number) => this.#notes.get(size);
      for await (const [finding, text] of prove(open, { copy, checkpoint, policy, earlier })) {
        if (text !== undefined) paths.set(finding, await this.#keeper.keep(nameOf(finding), text));
        if (this.#keeper.isFull || stop?.aborted === true) break;
      }
    }
    return found.map((finding) => alarmOf(finding, paths.get(finding)));
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
  #isNew({ code, detail, evidence }: Alarm): boolean {
    const key = [code, detail, evidence].join('/');
    if (this.#said.has(key)) return false;
    this.#said.add(key);
    return true;
  }
}

function nameOf({ index, code }: Finding): string {
  return `${index}-${code}.json`;
}
