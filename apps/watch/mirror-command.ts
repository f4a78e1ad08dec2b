import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { writeDurably } from '#disk';
import { encodeUtf8 } from '#tlog';
import { openCopy } from './copy.ts';
import { follow, type LogBreach } from './follow.ts';
import { listen } from './listen.ts';
import { mirrorServer } from './mirror-server.ts';
import { logKey } from './own-key.ts';
import { remoteLog } from './remote-log.ts';
import { untilSignal } from './until-signal.ts';
import { WatchError } from './watch-error.ts';

const INTERVAL_MS = 2_000;

/** `tongban mirror`: keeps a verified copy that grows and never changes, and serves it. */
export async function mirrorCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: 'string' },
      log: { type: 'string', multiple: true, default: [] },
      data: { type: 'string', default: './mirror-data' },
      listen: { type: 'string' },
      once: { type: 'boolean', default: false },
    },
  });
  if (values.url === undefined || values.log.length === 0)
    throw new WatchError('A mirror needs --url ADDRESS and at least one --log KEY.');
  const keys = values.log.map(logKey);
  const following = {
    remote: remoteLog(values.url),
    keys,
    witnesses: [],
    directory: values.data,
    each: () => undefined,
  };
  const copy = await openCopy(values.data, keys, () => undefined);
  const server = values.listen === undefined ? undefined : await listen(values.listen, mirrorServer(copy.files));
  if (server !== undefined) process.stdout.write(`The mirror is at ${server.url}/\n`);

  const stopping = new AbortController();
  const stop = untilSignal().then(() => stopping.abort());
  while (!stopping.signal.aborted) {
    const followed = await attempt(async () => follow(following, copy));
    if (followed !== undefined && 'code' in followed) {
      await alarm(values.data, followed);
      return 1;
    }
    if (followed !== undefined && followed.grown > 0n) process.stdout.write(`${followed.checkpoint.size} leaves\n`);
    if (values.once) break;
    await Promise.race([stop, sleep(INTERVAL_MS)]);
  }
  server?.server.close();
  return 0;
}

async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof WatchError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return undefined;
  }
}

/** Keeps both sides: what the copy has, and what was served instead. */
async function alarm(directory: string, { code, detail, note, evidence }: LogBreach): Promise<void> {
  if (note !== undefined) await writeDurably(join(directory, 'evidence', `${code}.checkpoint`), encodeUtf8(note));
  if (evidence !== undefined) await writeDurably(join(directory, 'evidence', `${code}.json`), encodeUtf8(evidence));
  process.stdout.write(
    `ALARM M1 ${code} (${detail}); the copy stays as it is, evidence is in ${join(directory, 'evidence')}\n`,
  );
}
