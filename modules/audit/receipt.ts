import {
  encodeBase64,
  openNote,
  parseDecimal,
  parseHash,
  signNote,
  type Hash,
  type Signer,
  type VerifierKey,
} from '#tlog';
import { AuditProblem } from './problem.ts';

/** The operator's signed promise that an act has this place in the log. */
export interface Receipt {
  /** The log's name. */
  readonly origin: string;
  readonly index: bigint;
  /** RFC 6962 hash of the leaf. */
  readonly leafHash: Hash;
  /** Seconds since 1970: the leaf's own time. */
  readonly time: bigint;
  /** Seconds within which a checkpoint must cover the index. */
  readonly mergeDelay: bigint;
}

const HEADER = 'tongban/receipt/v1';
const LINES = 6;

/** A signed note, C2SP signed-note. @param signer the receipt key, which is not the log's */
export function formatReceipt({ origin, index, leafHash, time, mergeDelay }: Receipt, signer: Signer): string {
  const lines = [HEADER, origin, index, encodeBase64(leafHash), time, mergeDelay];
  return signNote(`${lines.join('\n')}\n`, signer);
}

/**
 * Opens a receipt with the receipt keys that are trusted.
 * @throws TlogProblem when no key vouches for it; AuditProblem receipt.malformed when what it says is no receipt
 */
export function openReceipt(bytes: Uint8Array, keys: readonly VerifierKey[]): Receipt {
  return parseReceipt(openNote(bytes, keys).text);
}

/** Whether a note's text claims to be a receipt. */
export function isReceiptText(text: string): boolean {
  return text.startsWith(`${HEADER}\n`);
}

function parseReceipt(text: string): Receipt {
  const lines = text.split('\n');
  const [header, origin = '', index = '', leafHash = '', time = '', mergeDelay = ''] = lines;
  if (lines.length !== LINES + 1 || lines.at(-1) !== '' || header !== HEADER || origin === '')
    throw new AuditProblem('receipt.malformed');
  return {
    origin,
    index: parseDecimal(index),
    leafHash: parseHash(leafHash),
    time: parseDecimal(time),
    mergeDelay: parseDecimal(mergeDelay),
  };
}
