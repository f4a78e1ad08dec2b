import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AuditProblem, verifyFile, type Statement, type Trust } from '#audit';
import { parseKey, TlogProblem } from '#tlog';
import { keptPromise } from './kept-promise.ts';
import { remoteLog } from './remote-log.ts';
import { trustedPolicy } from './trust.ts';
import { WatchError } from './watch-error.ts';

const VERIFIED = 0;
const NOT_VERIFIED = 1;
const MOST_BYTES = 1_000_000;

const sentences: Readonly<Record<Statement['code'], string>> = {
  promised: 'The operator promised this place in the log.',
  'in-log': 'The leaf stands at this place in the log.',
  witnessed: 'A quorum of witnesses has seen this state of the log.',
  leaf: 'This is what the leaf says of itself.',
  opened: 'The leaf commits to exactly what the file holds here.',
  signed: 'The log signed this state.',
  broken: 'A rule was broken.',
  assumes: 'Whoever follows the whole log has to check this besides.',
  policy: 'This names whom to believe.',
};

/** `tongban verify FILE`: says, without a network, what a file proves and what it does not. */
export async function verifyCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      policy: { type: 'string' },
      log: { type: 'string' },
      'receipt-key': { type: 'string', multiple: true, default: [] },
      url: { type: 'string' },
    },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new WatchError('Which file? tongban verify FILE --policy FILE.');
  const trust: Trust = { policy: trustedPolicy(values), receiptKeys: values['receipt-key'].map(receiptKey) };
  const bytes = contents(file);
  try {
    const { kind, statements } = verifyFile(bytes, trust);
    process.stdout.write(`${file} is a ${kind}.\n${statements.map(line).join('')}`);
    if (kind !== 'receipt' || values.url === undefined) return VERIFIED;
    return await lookUp({ url: values.url, trust, file }, bytes);
  } catch (error) {
    if (!(error instanceof TlogProblem || error instanceof AuditProblem)) throw error;
    process.stdout.write(`NOT VERIFIED: ${error.message}. Nothing that ${file} says may be believed.\n`);
    return NOT_VERIFIED;
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
    return VERIFIED;
  }
  if (keeping.kept === 'not-due') {
    process.stdout.write(`The log does not hold it yet, and has until ${keeping.due}.\n`);
    return VERIFIED;
  }
  writeFileSync(`${file}.evidence.json`, keeping.evidence);
  process.stdout.write(`ALARM M1 the promise is broken: ${keeping.detail}; evidence: ${file}.evidence.json\n`);
  return NOT_VERIFIED;
}
