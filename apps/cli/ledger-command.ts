import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { directoryFiles } from '#disk';
import { adoptBundles, findLostBundle, lostBundles, settleBundle } from '#bundles';
import { adoptRestored, lostRecords, readShortNo, settleLost, settleMissing, type Adopted } from '#cases';
import { installationCrypto } from './master-key.ts';
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
import { openDatabase, Refusal, systemClock, type Database, type Tx } from '#kernel';
import { formatKey, TlogProblem } from '#tlog';
import { readConfig, type Config } from './config.ts';
import { ensureDataDirectory } from './data-directory.ts';
import { installationLedger } from './installation-ledger.ts';
import { prepareDatabase } from './prepare-database.ts';

const HELP = `Usage:
  tongban ledger status                    what the log has signed, and whether the database holds it
  tongban ledger recover --from SOURCE     completes the log from a mirror (an address or a directory)
  tongban ledger recover --new-log NAME    closes the log and begins another one, which cites it
  tongban ledger lost                      lists cases, bundles and submissions that are held because their record was lost
  tongban ledger settle CASE|BUNDLE|INDEX --reason TEXT [--outcome granted|denied]
                                           lets a case go on, or closes a submission without a case
`;

interface Opened {
  readonly config: Config;
  readonly ledger: LedgerInstallation;
  readonly database: Database;
}

const print = (line: string) => process.stdout.write(`${line}\n`);

/** `tongban ledger …`: for an operator whose log cannot be continued by itself. While it recovers, the server must not be running. */
export async function ledgerCommand([action, ...args]: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      from: { type: 'string' },
      'new-log': { type: 'string' },
      reason: { type: 'string' },
      outcome: { type: 'string' },
    },
    allowPositionals: true,
  });
  const [what] = positionals;
  if (action === 'status') return withLedger(status);
  if (action === 'recover' && values.from !== undefined)
    return withLedger(async (open) => complete(open, values.from ?? ''));
  if (action === 'recover' && values['new-log'] !== undefined)
    return withLedger(async (open) => begin(open, values['new-log'] ?? ''));
  if (action === 'lost') return withLedger(lost);
  const { reason = '', outcome } = values;
  if (action === 'settle' && what !== undefined && reason.trim() !== '')
    return withLedger(async (open) => settle(open, { what, reason, outcome }));
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

async function complete({ config, ledger, database: { db } }: Opened, source: string): Promise<number> {
  const mirror = /^https?:\/\//.test(source) ? remoteMirror(source) : directoryFiles(source);
  let adopted: Adopted = { behind: [], missing: [] };
  let bundles: Awaited<ReturnType<typeof adoptBundles>> = [];
  const world = { clock: systemClock, crypto: installationCrypto(config.keyDirectory) };
  const after = async (tx: Tx, restored: readonly StoredLeaf[]) => {
    adopted = await adoptRestored(tx, world, restored);
    bundles = await adoptBundles(tx, world, { restored, missing: adopted.missing });
  };
  try {
    const { size, restored, mended } = await completeFromMirror({ db, clock: systemClock }, ledger, { mirror, after });
    print(`The log is complete up to ${size}: ${restored.length} leaves came back, ${mended.length} were put right.`);
    report(adopted, bundles);
    return 0;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'queue.unit-unknown')
      return wrong(
        `The log has queues of units that are not in the database: add them with \`tongban admin unit\`, then recover again: ${String(error.values.queues)}.`,
      );
    if (!(error instanceof TlogProblem || error instanceof LedgerFault)) throw error;
    process.stderr.write(`This mirror cannot complete the log: ${error.message}\n`);
    return 1;
  }
}

function report({ behind, missing }: Adopted, bundles: readonly bigint[]): void {
  if (behind.length > 0)
    print(`Look at these cases, of which the ledger tells more than the database: ${behind.join(', ')}`);
  if (missing.length > 0)
    print(
      `The database has no case for these submissions; ask their applicants for receipt and proof: ${missing.join(', ')}`,
    );
  if (bundles.length > 0) print(`Bundles at these leaves have lost parts of their records: ${bundles.join(', ')}`);
  if (behind.length + missing.length + bundles.length > 0)
    print('`tongban ledger lost` lists what is held until it is settled.');
}

async function lost({ database: { db } }: Opened): Promise<number> {
  const { cases, submissions } = await lostRecords(db);
  for (const { no, status, since } of cases) print(`${no}\t${status}\theld since ${since.toISOString()}`);
  for (const { ref, since } of submissions) print(`${ref}\tno case\theld since ${since.toISOString()}`);
  const bundles = await lostBundles(db);
  for (const { ref, no, since, submissions: parts } of bundles) {
    const begun = parts.length === 0 ? '' : `\tsettle these submissions first: ${parts.join(', ')}`;
    const what = no === undefined ? 'bundle without an application: only its commitment is left' : `bundle ${no}`;
    print(`${ref}\t${what}\theld since ${since.toISOString()}${begun}`);
  }
  if (cases.length + submissions.length + bundles.length === 0) print('Nothing is held because its record was lost.');
  return 0;
}

interface Settle {
  readonly what: string;
  readonly reason: string;
  readonly outcome: string | undefined;
}

async function settle({ config, database: { db } }: Opened, { what, reason, outcome }: Settle): Promise<number> {
  const world = { db, clock: systemClock, crypto: installationCrypto(config.keyDirectory) };
  const no = readShortNo(what);
  const bundle = await findLostBundle({ db }, what);
  if (no === undefined && bundle === undefined && !/^\d{1,16}$/.test(what))
    return wrong(`${what} is neither a case number nor an index.`);
  if (outcome !== undefined && outcome !== 'granted' && outcome !== 'denied')
    return wrong('An outcome is granted or denied.');
  try {
    if (bundle !== undefined) await settleBundle(world, what, reason);
    else if (no === undefined) await settleMissing(world, BigInt(what), reason);
    else await settleLost(world, { case: no, reason, ...(outcome === undefined ? {} : { outcome }) });
  } catch (error) {
    if (error instanceof Refusal) return wrong(settling[error.code] ?? error.code);
    throw error;
  }
  print(`${what} is settled.`);
  return 0;
}

const settling: Readonly<Record<string, string>> = {
  'kernel.not-found': 'There is no such case.',
  'cases.record-not-lost': 'Nothing of it is held: `tongban ledger lost` lists what is.',
  'cases.outcome-needed': 'It was decided, and nobody can tell how: add --outcome granted or denied, from the papers.',
  'bundles.submissions-lost': 'Submissions of its parts are to be settled first: `tongban ledger lost` lists them.',
  'cases.outcome-known': 'It has not been decided, or the ledger tells how: leave --outcome out.',
};

function wrong(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
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
