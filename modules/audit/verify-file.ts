import {
  cosigners,
  decodeUtf8,
  encodeUtf8,
  isQuorum,
  leafHash,
  parseNote,
  parsePolicy,
  parseProof,
  verifyInclusion,
  type SignedCheckpoint,
} from '#tlog';
import { openCommitment } from './commitment.ts';
import { JsonReader, type Fields } from './json.ts';
import { readLeaf } from './leaf.ts';
import type { PublicLeaf } from './leaf-kinds.ts';
import { AuditProblem } from './problem.ts';
import { isReceiptText, openReceipt } from './receipt.ts';
import { openTrusted, signatureOfLog, type Trust } from './trust.ts';
import { verifyEvidence } from './verify-evidence.ts';

/** One thing that a file says, and whether it proves it. Sentences under `audit.says.`. */
export interface Statement {
  readonly code: StatementCode;
  readonly proved: boolean;
  readonly values: Readonly<Record<string, string>>;
}

export type StatementCode =
  /** The operator promised this place. */
  | 'promised'
  /** The leaf stands in the log at this place. */
  | 'in-log'
  /** A quorum of witnesses has seen this state of the log. */
  | 'witnessed'
  /** What kind of leaf it is, and when it was written. */
  | 'leaf'
  /** A commitment in the leaf hides exactly the fields in the file. */
  | 'opened'
  /** The log has signed this state. */
  | 'signed'
  /** With which key of the log. */
  | 'key'
  /** With a key that the policy no longer names. */
  | 'earlier-key'
  /** A rule was broken. */
  | 'broken'
  /** It rests on the clocks of whichever witnesses signed: the policy asks for no quorum of them. */
  | 'clocks'
  /** What somebody who follows the log has to check besides. */
  | 'assumes'
  /** Whom the policy names. */
  | 'policy';

export type FileKind = 'receipt' | 'proof' | 'evidence' | 'checkpoint' | 'policy';

export interface FileReport {
  readonly kind: FileKind;
  readonly statements: readonly Statement[];
  /** The log has signed it, and the quorum that the policy asks for has not: others may have been shown something else. */
  readonly isUnwitnessed: boolean;
}

const PROOF = 'c2sp.org/tlog-proof@';
const SIGNATURE = '\n\n\u2014 ';

/**
 * Verifies any file that this platform gives out or publishes: a receipt, a proof, evidence, a checkpoint, a policy.
 * @throws TlogProblem, AuditProblem: the file is not what it claims to be; nothing it says may be believed
 */
export function verifyFile(bytes: Uint8Array, trust: Trust): FileReport {
  const [kind, statements] = read(bytes, trust);
  const shows = kind === 'proof' || kind === 'checkpoint';
  const isSeen = statements.some(({ code, proved }) => code === 'witnessed' && proved);
  return { kind, statements, isUnwitnessed: shows && !isSeen && trust.policy.quorum !== 'none' };
}

function read(bytes: Uint8Array, trust: Trust): readonly [FileKind, readonly Statement[]] {
  const text = decodeUtf8(bytes);
  if (text.startsWith(PROOF)) return ['proof', proof(bytes, trust)];
  if (text.startsWith('{')) return ['evidence', evidence(bytes, trust)];
  if (text.includes(SIGNATURE)) {
    if (isReceiptText(parseNote(bytes).text)) return ['receipt', receipt(bytes, trust)];
    return ['checkpoint', signed(openTrusted(bytes, trust), trust)];
  }
  if (/^\s*(?:#|log|witness|group|quorum)/.test(text)) return ['policy', policy(text)];
  throw new AuditProblem('file.unknown');
}

function receipt(bytes: Uint8Array, { receiptKeys }: Trust): readonly Statement[] {
  const { origin, index, time, mergeDelay } = openReceipt(bytes, receiptKeys);
  const values = { origin, index: String(index), time: String(time), due: String(time + mergeDelay) };
  return [said('promised', values), { code: 'in-log', proved: false, values }];
}

const json = new JsonReader('extra.malformed');

/** A proof carries its leaf, and what opens the leaf's commitments, as JSON in its extra data. */
function proof(bytes: Uint8Array, trust: Trust): readonly Statement[] {
  const { index, path, checkpoint, extra } = parseProof(bytes);
  if (extra === undefined) throw json.problem('leaf');
  const { leaf: text, openings = {} } = json.object(json.parse(extra), ['leaf'], ['openings']);
  const leaf = encodeUtf8(json.text(text, 'leaf'));
  const opened = openTrusted(checkpoint, trust);
  verifyInclusion({ index, path, size: opened.size, root: opened.root, leafHash: leafHash(leaf) });
  const told = readLeaf(leaf);
  const values = { origin: opened.origin, index: String(index), size: String(opened.size) };
  return [
    said('in-log', values),
    signedWith(opened, trust),
    witnessed(opened, trust),
    said('leaf', { kind: told.k === 'unknown' ? told.kind : told.k, time: String(told.ts) }),
    ...commitments(told, json.record(openings, 'openings')),
  ];
}

const COMMITMENTS = ['applicant', 'content', 'attachments', 'outcome', 'detail', 'credential', 'commitment'];

function commitments(leaf: PublicLeaf, openings: Fields): readonly Statement[] {
  const hidden = Object.entries(leaf).filter(([name]) => COMMITMENTS.includes(name));
  const strange = Object.keys(openings).find((name) => !hidden.some(([known]) => known === name));
  if (strange !== undefined) throw json.problem('openings');
  return hidden.map(([field, commitment]) => {
    const opening = openings[field];
    if (opening === undefined) return { code: 'opened', proved: false, values: { field } };
    const { salt, fields } = json.object(opening, ['salt', 'fields']);
    openCommitment({ salt: json.text(salt, 'salt'), fields: json.record(fields, 'fields') }, String(commitment));
    return said('opened', { field });
  });
}

function evidence(bytes: Uint8Array, trust: Trust): readonly Statement[] {
  const verdict = verifyEvidence(bytes, trust);
  const values = Object.entries(verdict.values).map(([name, value]) => [name, String(value)] as const);
  return [
    said('broken', {
      ...Object.fromEntries(values),
      rule: verdict.rule,
      code: verdict.code,
      index: String(verdict.index),
      origin: verdict.origin,
    }),
    { code: 'witnessed', proved: verdict.witnessed, values: { size: String(verdict.size) } },
    ...(verdict.onAnyClock ? [{ code: 'clocks', proved: false, values: {} } as const] : []),
    ...verdict.assumes.map((assumption): Statement => ({ code: 'assumes', proved: false, values: { assumption } })),
  ];
}

function signed(checkpoint: SignedCheckpoint, trust: Trust): readonly Statement[] {
  const { origin, size } = checkpoint;
  return [said('signed', { origin, size: String(size) }), signedWith(checkpoint, trust), witnessed(checkpoint, trust)];
}

/** Whoever verifies compares the key with the one that they have from somewhere else. */
function signedWith(checkpoint: SignedCheckpoint, trust: Trust): Statement {
  const { key, isEarlier } = signatureOfLog(checkpoint, trust);
  return said(isEarlier ? 'earlier-key' : 'key', { key });
}

function witnessed(checkpoint: SignedCheckpoint, { policy }: Trust): Statement {
  const present = cosigners(policy, checkpoint);
  const proved = policy.quorum !== 'none' && isQuorum(policy, present);
  return { code: 'witnessed', proved, values: { size: String(checkpoint.size), witnesses: [...present].join(', ') } };
}

function policy(text: string): readonly Statement[] {
  const { logs, witnesses, quorum } = parsePolicy(text);
  const named = logs.map(({ key }) => key.name).join(', ');
  return [said('policy', { logs: named, witnesses: [...witnesses.keys()].join(', '), quorum })];
}

function said(code: StatementCode, values: Readonly<Record<string, string>>): Statement {
  return { code, proved: true, values };
}
