import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { formatKey } from '#tlog';
import { listen } from './listen.ts';
import { ownDirectory } from './own-directory.ts';
import { logKey, witnessKey } from './own-key.ts';
import { aborted, stopSignal } from './stop-signal.ts';
import { WatchError } from './watch-error.ts';
import { whyNot } from './why-not.ts';
import { directoryWitnessStore } from './witness-store.ts';
import { witnessServer } from './witness-server.ts';

/** `tongban witness`: cosigns what continues what it has seen. */
export async function witnessCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      name: { type: 'string' },
      log: { type: 'string', multiple: true, default: [] },
      data: { type: 'string', default: './witness-data' },
      listen: { type: 'string', default: '127.0.0.1:8080' },
    },
  });
  if (values.name === undefined || values.log.length === 0)
    throw new WatchError('A witness needs --name NAME and at least one --log KEY.');
  const stop = stopSignal();
  const logs = values.log.map(logKey);
  ownDirectory(values.data);
  const signer = witnessKey(values.data, values.name);
  const store = directoryWitnessStore(join(values.data, 'checkpoints'), logs);
  for (const { name } of logs) await store.last(name);

  const now = () => BigInt(Math.floor(Date.now() / 1000));
  const fault = (error: unknown) => process.stderr.write(`${whyNot(error)}\n`);
  const { server, url } = await listen(values.listen, witnessServer({ signer, logs, store, now }, fault));
  process.stdout.write(`The witness is at ${url}\nIts key is ${formatKey(signer.key)}\n`);
  await aborted(stop);
  server.close();
  return 0;
}
