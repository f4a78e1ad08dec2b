import { parseArgs } from 'node:util';
import { Monitor, type Round } from './monitor.ts';
import { ownDirectory } from './own-directory.ts';
import { remoteLog } from './remote-log.ts';
import { proofSentence, sentence, type Alarm } from './report.ts';
import { rounds, stoppedWithin, type Rounds } from './rounds.ts';
import { stopSignal } from './stop-signal.ts';
import { followed } from './trust.ts';
import { WatchError } from './watch-error.ts';

const NOTHING_FOUND = 0;
const FOUND = 1;
const NOT_CHECKED = 2;
const BAR = 30;

/** `tongban monitor URL`: status 0 nothing found, 1 something found, 2 could not check. */
export async function monitorCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      log: { type: 'string', multiple: true, default: [] },
      policy: { type: 'string' },
      data: { type: 'string', default: './monitor-data' },
      once: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      interval: { type: 'string', default: '5' },
      patience: { type: 'string', default: '50' },
    },
  });
  const [url, ...more] = positionals;
  if (url === undefined || more.length > 0) throw new WatchError('Which log? tongban monitor URL --policy FILE.');
  const intervalMs = seconds(values.interval) * 1000;
  const stop = stopSignal();
  const printer = new Printer(values.json);
  const monitor = new Monitor({
    remote: remoteLog(url, { stop }),
    policy: followed(values),
    directory: values.data,
    now: Date.now,
    patience: seconds(values.patience),
    tell: (alarm) => printer.alarm(alarm),
    stop,
    ...(process.stderr.isTTY ? { progress } : {}),
  });
  ownDirectory(values.data);
  return look(monitor, { stop, intervalMs, once: values.once, printer });
}

function seconds(text: string): number {
  if (!/^[1-9][0-9]{0,5}$/.test(text)) throw new WatchError(`"${text}" is not a number of seconds.`);
  return Number(text);
}

interface Looking extends Rounds {
  readonly once: boolean;
  readonly printer: Printer;
}

async function look(monitor: Monitor, { stop, intervalMs, once, printer }: Looking): Promise<number> {
  const statuses = new Set<number>();
  const round = async () => {
    const looked = await monitor.round();
    printer.round(looked);
    statuses.add(looked.alarms.length > 0 ? FOUND : NOTHING_FOUND);
    return looked;
  };
  if (once) return lookOnce(round, { stop, intervalMs });
  const isChecked = await rounds({ stop, intervalMs }, round);
  return statuses.has(FOUND) ? FOUND : isChecked ? NOTHING_FOUND : NOT_CHECKED;
}

/** The last checkpoint may not have reached its witnesses yet: a moment later it has, or that is an alarm. */
async function lookOnce(round: () => Promise<Round>, { stop, intervalMs }: Rounds): Promise<number> {
  for (;;) {
    const { alarms, witnessed } = await round();
    if (alarms.length > 0) return FOUND;
    if (witnessed) return NOTHING_FOUND;
    if (await stoppedWithin(stop, intervalMs)) return NOT_CHECKED;
  }
}

/** Prints what is new: a line for each alarm at once, one for each proof, and the size when it has grown. */
class Printer {
  readonly #json: boolean;
  #size: bigint | undefined;

  constructor(json: boolean) {
    this.#json = json;
  }

  alarm(alarm: Alarm): void {
    this.#print({ alarm }, sentence(alarm));
  }

  round({ size, alarms }: Round): void {
    for (const alarm of alarms) {
      const { rule, code, index, evidence } = alarm;
      // What contradicts the log itself is kept before it is told.
      if (index !== undefined && evidence !== undefined)
        this.#print({ proof: { rule, code, index, evidence } }, proofSentence(alarm));
    }
    if (size === undefined || size === this.#size) return;
    this.#size = size;
    this.#print({ size: Number(size) }, `${size} leaves ${alarms.length === 0 ? 'are in order' : 'were checked'}.`);
  }

  #print(json: object, words: string): void {
    process.stdout.write(`${this.#json ? JSON.stringify(json) : words}\n`);
  }
}

function progress(done: bigint, of: bigint): void {
  const filled = of === 0n ? BAR : Number((done * BigInt(BAR)) / of);
  process.stderr.write(`\r[${'█'.repeat(filled)}${'·'.repeat(BAR - filled)}] ${done} of ${of} leaves`);
  if (done === of) process.stderr.write('\r\u001b[K');
}
