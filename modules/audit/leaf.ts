import canonicalize from 'canonicalize';
import { handingOn, priorityRule, queueRule, releasing, shapes, type Shape } from './leaf-fields.ts';
import type { PublicLeaf } from './leaf-kinds.ts';
import { AuditProblem } from './problem.ts';

const VERSION = 1;
const MOST_BYTES = 1024;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads a leaf strictly: UTF-8, at most 1 KiB, RFC 8785 canonical JSON, version 1, and exactly the fields of its kind.
 * A kind that nobody knows is no error here: it is rule M12's business.
 * @throws AuditProblem leaf.malformed, and at what: too-long, not-utf8, not-json, not-canonical, version, kind, time, or
 * the name of the field
 */
export function readLeaf(bytes: Uint8Array): PublicLeaf {
  if (bytes.length > MOST_BYTES) throw malformed('too-long');
  const text = decoded(bytes);
  const value = parsed(text);
  if (!isCanonical(value, text)) throw malformed('not-canonical');
  const { v, k, ts } = value;
  if (v !== VERSION) throw malformed('version');
  if (typeof k !== 'string') throw malformed('kind');
  if (!Number.isSafeInteger(ts) || Number(ts) < 0) throw malformed('time');
  const shape = shapeOf(k, value);
  if (shape === undefined) return { k: 'unknown', kind: k, ts: Number(ts) };
  requireShape(shape, value);
  return value as unknown as PublicLeaf;
}

function decoded(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw malformed('not-utf8');
  }
}

function parsed(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed('not-json');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed('not-json');
  return value as JsonObject;
}

/**
 * Sorted names and what JSON.stringify would write are RFC 8785 for flat objects; anything deeper, or with an escaped
 * character that might be half a pair, goes the long way (five times slower).
 */
function isCanonical(value: JsonObject, text: string): boolean {
  if (text.includes('\\u') || text.indexOf('{', 1) > 0) return canonical(value) === text;
  let before = '';
  for (const name in value) {
    if (name <= before) return false;
    before = name;
  }
  return JSON.stringify(value) === text;
}

function canonical(value: JsonObject): string | undefined {
  try {
    return canonicalize(value);
  } catch {
    return undefined;
  }
}

function shapeOf(kind: string, leaf: JsonObject): Shape | undefined {
  if (kind === 'release') return 'to' in leaf ? handingOn : releasing;
  if (kind !== 'rule') return shapes.get(kind);
  return 'q' in leaf ? queueRule : priorityRule;
}

function requireShape({ fields, required }: Shape, leaf: JsonObject): void {
  for (const name in leaf) {
    if (name === 'v' || name === 'k' || name === 'ts') continue;
    const check = fields.get(name);
    if (!check?.(leaf[name])) throw malformed(shown(name));
  }
  for (const name of required) if (leaf[name] === undefined) throw malformed(name);
}

/** A name out of a stranger's file is not repeated unless it looks like one. */
function shown(name: string): string {
  return /^[a-zA-Z]{1,20}$/.test(name) ? name : 'field';
}

function malformed(at: string): AuditProblem {
  return new AuditProblem('leaf.malformed', at);
}
