import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AuditProblem, verifyFile, type FileReport, type Statement, type Trust } from '#audit';
import { parseKey, TlogProblem } from '#tlog';
import { keptPromise } from './kept-promise.ts';
import { remoteLog } from './remote-log.ts';
import { believed } from './trust.ts';
import { WatchError } from './watch-error.ts';

const VERIFIED = 0;
const NOT_VERIFIED = 1;
/** 2 is for what could not be read at all. */
const NOT_WITNESSED = 3;
const MOST_BYTES = 1_000_000;

const sentences: Readonly<Record<Statement['code'], string>> = {
  promised: 'The operator promised this place in the log.',
  'in-log': 'The leaf stands at this place in the log.',
  witnessed: 'A quorum of witnesses has seen this state of the log.',
  leaf: 'This is what the leaf says of itself.',
  opened: 'The leaf commits to exactly what the file holds here.',
  signed: 'The log signed this state.',
  key: 'It is signed with this key of the log.',
  'earlier-key': 'It is signed with this key, which the log used before and the policy does not name.',
  broken: 'A rule was broken.',
  clocks: 'The clocks of the witnesses that signed are right: the policy asks for no quorum of them.',
  assumes: 'Whoever follows the whole log has to check this besides.',
  policy: 'This names whom to believe.',
};

/**
 * `tongban verify FILE`: says, without a network, what a file proves and what it does not. Status 0 it is true, 1 it is
 * not, 2 could not look, 3 true as far as the log goes, but not seen by the quorum that the policy asks for.
 */
export async function verifyCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      policy: { type: 'string' },
      log: { type: 'string', multiple: true, default: [] },
      'receipt-key': { type: 'string', multiple: true, default: [] },
      url: { type: 'string' },
    },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new WatchError('Which file? tongban verify FILE --policy FILE.');
  const trust: Trust = { ...believed(values), receiptKeys: values['receipt-key'].map(receiptKey) };
  const bytes = contents(file);
  const report = reportOf(bytes, trust);
  if (typeof report === 'string') {
    process.stdout.write(`NOT VERIFIED: ${report}. Nothing that ${file} says may be believed.\n`);
    return NOT_VERIFIED;
  }
  const seen = report.isUnwitnessed ? ' that the required witnesses have NOT seen' : '';
  process.stdout.write(`${file} is a ${report.kind}${seen}.\n${report.statements.map(line).join('')}`);
  if (report.isUnwitnessed) return NOT_WITNESSED;
  if (report.kind !== 'receipt' || values.url === undefined) return VERIFIED;
  return lookUp({ url: values.url, trust, file }, bytes);
}

/** What the file says and proves, or why nothing of it may be believed. */
function reportOf(bytes: Uint8Array, trust: Trust): FileReport | string {
  try {
    return verifyFile(bytes, trust);
  } catch (error) {
    if (error instanceof TlogProblem || error instanceof AuditProblem) return error.message;
    throw error;
  }
}

function receiptKey(text: string): Trust['receiptKeys'][number] {
  try {
    return parseKey(text);
  } catch (cause) {
    if (cause instanceof TlogProblem)
      throw new WatchError(`"${text}" is not a key (${cause.code}); it looks like name+id+base64.`, { cause });
    throw cause;
  }
}

function contents(file: string): Uint8Array {
  try {
    if (statSync(file).size <= MOST_BYTES) return readFileSync(file);
  } catch (cause) {
    throw new WatchError(`${file} cannot be read.`, { cause });
  }
  throw new WatchError(`${file} is too large to be a receipt, a proof or evidence.`);
}

function line({ code, proved, values }: Statement): string {
  const details = Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  return `${proved ? 'proved    ' : 'NOT PROVED'}  ${sentences[code]}${details === '' ? '' : ` (${details})`}\n`;
}

interface LookUp {
  readonly url: string;
  readonly trust: Trust;
  readonly file: string;
}

async function lookUp({ url, trust, file }: LookUp, receipt: Uint8Array): Promise<number> {
  const now = BigInt(Math.floor(Date.now() / 1000));
  const keeping = await keptPromise({ remote: remoteLog(url), trust, now }, receipt);
  if (keeping.kept === true) {
    process.stdout.write(`proved      The log keeps the promise (size ${keeping.size}).\n`);
    if (keeping.isWitnessed) return VERIFIED;
    process.stdout.write('NOT PROVED  The required witnesses have seen it: ask again in a minute.\n');
    return NOT_WITNESSED;
  }
  if (keeping.kept === 'not-due') {
    process.stdout.write(`The log does not hold it yet, and has until ${keeping.due}.\n`);
    return VERIFIED;
  }
  process.stdout.write(`ALARM M1 the promise is broken: ${keeping.detail}; ${kept(file, keeping.evidence)}\n`);
  return NOT_VERIFIED;
}

function kept(file: string, evidence: string | undefined): string {
  if (evidence === undefined) return 'too few witnesses have cosigned that so far: ask again in a minute';
  writeFileSync(`${file}.evidence.json`, evidence);
  return `evidence: ${file}.evidence.json`;
}
