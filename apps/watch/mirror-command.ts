import { parseArgs } from 'node:util';
import { openCopy, type Copy } from './copy.ts';
import { follow, type Following } from './follow.ts';
import { EvidenceKeeper } from './keep-evidence.ts';
import { listen } from './listen.ts';
import { mirrorServer } from './mirror-server.ts';
import { ownDirectory } from './own-directory.ts';
import { logKey } from './own-key.ts';
import { remoteLog } from './remote-log.ts';
import { sentence } from './report.ts';
import { rounds } from './rounds.ts';
import { stopSignal } from './stop-signal.ts';
import { WatchError } from './watch-error.ts';

const INTERVAL_MS = 2_000;
const FAITHFUL = 0;
const FOUND = 1;
const NOT_READ = 2;

/**
 * `tongban mirror`: keeps a verified copy that grows and never changes, and serves it. What contradicts the copy is kept
 * beside it and told; the copy goes on being served, since now it is needed most.
 */
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
  const stop = stopSignal();
  const following: Following = {
    remote: remoteLog(values.url, { stop }),
    keys: values.log.map(logKey),
    witnesses: [],
    directory: values.data,
    each: () => undefined,
    stop,
  };
  ownDirectory(values.data);
  const copy = await openCopy(following);
  const server = values.listen === undefined ? undefined : await listen(values.listen, mirrorServer(copy.files));
  if (server !== undefined) process.stdout.write(`The mirror is at ${server.url}/\n`);
  const round = rounder(following, copy);
  if (values.once) return (await round()) ? FOUND : FAITHFUL;

  const wrong = new Set<boolean>();
  const isRead = await rounds({ stop, intervalMs: INTERVAL_MS }, async () => wrong.add(await round()));
  server?.server.close();
  return wrong.has(true) ? FOUND : isRead ? FAITHFUL : NOT_READ;
}

/** @returns what follows the log once and tells whether something is wrong; a state that lasts is printed once. */
function rounder(following: Following, copy: Copy): () => Promise<boolean> {
  const keeper = new EvidenceKeeper(following.directory);
  const said = new Set<string>();
  const say = (line: string) => {
    if (!said.has(line)) process.stdout.write(`${line}\n`);
    said.add(line);
  };
  return async () => {
    const followed = await follow(following, copy);
    if ('code' in followed) {
      say(sentence(await keeper.breach(followed)));
      return true;
    }
    if (followed.grown > 0n) say(`${followed.checkpoint.size} leaves`);
    return false;
  };
}
