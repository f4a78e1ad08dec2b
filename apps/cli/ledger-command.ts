import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { directoryFiles } from '#disk';
import { adoptRestored, type Adopted } from '#cases';
import {
  closeLog,
  completeFromMirror,
  LedgerFault,
  logSize,
  publication,
  remoteMirror,
  requireSignedHistory,
  type LedgerInstallation,
  type StoredLeaf,
} from '#ledger';
import { openDatabase, systemClock, type Database, type Tx } from '#kernel';
import { continueNumbers } from '#queue';
import { formatKey, TlogProblem } from '#tlog';
import { readConfig, type Config } from './config.ts';
import { ensureDataDirectory } from './data-directory.ts';
import { installationLedger } from './installation-ledger.ts';
import { prepareDatabase } from './prepare-database.ts';

const HELP = `Usage:
  tongban ledger status                    what the log has signed, and whether the database holds it
  tongban ledger recover --from SOURCE     completes the log from a mirror (an address or a directory)
  tongban ledger recover --new-log NAME    closes the log and begins another one, which cites it
`;

interface Opened {
  readonly config: Config;
  readonly ledger: LedgerInstallation;
  readonly database: Database;
}

const print = (line: string) => process.stdout.write(`${line}\n`);

/** `tongban ledger …`: for an operator whose log cannot be continued by itself. The server must not be running. */
export async function ledgerCommand([action, ...args]: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { from: { type: 'string' }, 'new-log': { type: 'string' } },
  });
  if (action === 'status') return withLedger(status);
  if (action === 'recover' && values.from !== undefined)
    return withLedger(async (open) => complete(open, values.from ?? ''));
  if (action === 'recover' && values['new-log'] !== undefined)
    return withLedger(async (open) => begin(open, values['new-log'] ?? ''));
  if (action === 'recover') {
    await withLedger(status);
  }
  process.stderr.write(HELP);
  return 2;
}

async function withLedger(work: (open: Opened) => Promise<number>): Promise<number> {
  const config = readConfig(process.env);
  ensureDataDirectory(config.dataDirectory);
  const ledger = installationLedger(config, config.origin ?? `http://localhost:${config.port}`);
  const { url, release } = await prepareDatabase(config);
  // As the owner: leaves are append-only for everybody else.
  const database = openDatabase(url, { role: 'owner' });
  try {
    return await work({ config, ledger, database });
  } finally {
    await database.close();
    await release();
  }
}

async function status({ ledger, database: { db } }: Opened): Promise<number> {
  const guarded = await ledger.guard.last().catch(faultOf);
  const { size, problem } = await publication(db);
  print(`Log: ${ledger.origin}`);
  for (const { key } of ledger.signers) print(`Key: ${formatKey(key)}`);
  print(`Leaves in the database: ${await logSize(db)}`);
  print(`Last checkpoint in the database: ${size}`);
  print(
    `Last checkpoint in the second store: ${guarded instanceof LedgerFault ? guarded.message : (guarded?.size ?? 'none')}`,
  );
  const fault = await requireSignedHistory({ db }, ledger).then(() => undefined, faultOf);
  print(fault?.message ?? problem ?? 'The database holds what was signed, as far as can be told at once.');
  return fault === undefined && problem === undefined ? 0 : 1;
}

function faultOf(error: unknown): LedgerFault {
  if (error instanceof LedgerFault) return error;
  throw error;
}

async function complete({ ledger, database: { db } }: Opened, source: string): Promise<number> {
  const mirror = /^https?:\/\//.test(source) ? remoteMirror(source) : directoryFiles(source);
  let adopted: Adopted = { behind: [], missing: [] };
  const after = async (tx: Tx, restored: readonly StoredLeaf[]) => {
    adopted = await adopt(tx, restored);
  };
  try {
    const { size, restored, mended } = await completeFromMirror({ db, clock: systemClock }, ledger, { mirror, after });
    print(`The log is complete up to ${size}: ${restored.length} leaves came back, ${mended.length} were put right.`);
    report(adopted);
    return 0;
  } catch (error) {
    if (!(error instanceof TlogProblem || error instanceof LedgerFault)) throw error;
    process.stderr.write(`This mirror cannot complete the log: ${error.message}\n`);
    return 1;
  }
}

function report({ behind, missing }: Adopted): void {
  if (behind.length > 0)
    print(`Look at these cases, of which the ledger tells more than the database: ${behind.join(', ')}`);
  if (missing.length > 0)
    print(
      `The database has no case for these submissions; ask their applicants for receipt and proof: ${missing.join(', ')}`,
    );
}

const Public = z.looseObject({
  k: z.string(),
  ref: z.number().optional(),
  q: z.string().optional(),
  qn: z.number().optional(),
});

async function adopt(tx: Tx, restored: readonly StoredLeaf[]): Promise<Adopted> {
  const leaves = restored.map(({ index, bytes }) => ({ index, ...Public.parse(JSON.parse(bytes.toString('utf8'))) }));
  await continueNumbers(
    tx,
    leaves.flatMap(({ q, qn }) => (q === undefined || qn === undefined ? [] : [{ q, qn: BigInt(qn) }])),
  );
  return adoptRestored(
    tx,
    leaves.flatMap(({ index, k, ref }) => {
      if (k === 'submit') return [{ index, kind: k, ref: index }];
      return ref === undefined ? [] : [{ index, kind: k, ref: BigInt(ref) }];
    }),
  );
}

async function begin({ config, ledger, database: { db } }: Opened, name: string): Promise<number> {
  if (name === ledger.origin || /[\s+]/u.test(name)) {
    process.stderr.write('The new log needs a name of its own, without blanks and plus signs.\n');
    return 2;
  }
  const closed = await closeLog({ db, clock: systemClock }, ledger);
  const suffix = `.closed-${closed.size}`;
  for (const path of [
    join(config.keyDirectory, 'ledger.key'),
    join(config.keyDirectory, 'receipt.key'),
    config.ledgerDirectory,
    config.ledgerGuard,
  ])
    if (existsSync(path)) renameSync(path, `${path}${suffix}`);
  installationLedger({ ...config, ledgerOrigin: name, ledgerPolicy: undefined }, 'http://localhost');
  print(`The log ${closed.origin} is closed at ${closed.size}; its keys and files were kept as *${suffix}.`);
  print(
    `The log ${name} begins with the next start, and cites it in leaf ${closed.citedAt}. Publish its key and policy.`,
  );
  return 0;
}
