import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Monitor, type Round } from './monitor.ts';
import { remoteLog } from './remote-log.ts';
import { sentence, type Alarm } from './report.ts';
import { trustedPolicy } from './trust.ts';
import { untilSignal } from './until-signal.ts';
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
      log: { type: 'string' },
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
  const monitor = new Monitor({
    remote: remoteLog(url),
    policy: trustedPolicy(values),
    directory: values.data,
    now: Date.now,
    patience: seconds(values.patience),
    ...(process.stderr.isTTY ? { progress } : {}),
  });
  const print = printer(values.json);
  if (values.once) return statusOf(print(await monitor.round()));
  return keepLooking(monitor, print, seconds(values.interval));
}

function seconds(text: string): number {
  if (!/^[1-9][0-9]{0,5}$/.test(text)) throw new WatchError(`"${text}" is not a number of seconds.`);
  return Number(text);
}

function statusOf({ alarms }: Round): number {
  return alarms.length === 0 ? NOTHING_FOUND : FOUND;
}

async function keepLooking(monitor: Monitor, print: (round: Round) => Round, interval: number): Promise<number> {
  let status = NOTHING_FOUND;
  const stopping = new AbortController();
  const stop = untilSignal().then(() => stopping.abort());
  while (!stopping.signal.aborted) {
    try {
      status = Math.max(status === NOT_CHECKED ? NOTHING_FOUND : status, statusOf(print(await monitor.round())));
    } catch (error) {
      if (!(error instanceof WatchError)) throw error;
      process.stderr.write(`${error.message}\n`);
      if (status === NOTHING_FOUND) status = NOT_CHECKED;
    }
    await Promise.race([stop, sleep(interval * 1000)]);
  }
  return status;
}

/** Prints what is new: a line for each alarm, and the size when it has grown. */
function printer(json: boolean): (round: Round) => Round {
  let size: bigint | undefined;
  return (round) => {
    const say = (alarm: Alarm) => (json ? JSON.stringify({ alarm }) : sentence(alarm));
    for (const alarm of round.alarms) process.stdout.write(`${say(alarm)}\n`);
    if (round.size !== undefined && round.size !== size) {
      size = round.size;
      process.stdout.write(`${json ? JSON.stringify({ size: Number(size) }) : `${size} leaves are in order.`}\n`);
    }
    return round;
  };
}

function progress(done: bigint, of: bigint): void {
  const filled = Number((done * BigInt(BAR)) / of);
  process.stderr.write(`\r[${'█'.repeat(filled)}${'·'.repeat(BAR - filled)}] ${done} of ${of} leaves`);
  if (of - done <= 256n) process.stderr.write('\r\u001b[K');
}
