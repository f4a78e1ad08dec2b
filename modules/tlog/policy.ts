import { parseKey, type VerifierKey } from './key.ts';
import { openCheckpointOfAny, type SignedCheckpoint } from './checkpoint.ts';
import { TlogProblem } from './problem.ts';

export interface PolicyParty {
  readonly key: VerifierKey;
  readonly url?: string;
}

interface Group {
  readonly least: number;
  readonly members: readonly string[];
}

/** Which logs count, and whose cosignatures a checkpoint needs besides (tlog-policy). */
export interface Policy {
  readonly logs: readonly PolicyParty[];
  /** By the name that groups and the quorum use. */
  readonly witnesses: ReadonlyMap<string, PolicyParty>;
  readonly groups: ReadonlyMap<string, Group>;
  /** A witness, a group, or `none`. */
  readonly quorum: string;
}

const NONE = 'none';
const MOST_LINES = 1000;
const ALLOWED = /^[\t\n\u0020-\u007e\u0080-\u{10ffff}]*$/u;

interface Draft {
  readonly logs: PolicyParty[];
  readonly witnesses: Map<string, PolicyParty>;
  readonly groups: Map<string, Group>;
  readonly used: Set<string>;
  quorum?: string;
}

/** @throws TlogProblem policy.malformed with the number of the line */
export function parsePolicy(text: string): Policy {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length > MOST_LINES || !ALLOWED.test(text)) throw new TlogProblem('policy.malformed');
  const draft: Draft = { logs: [], witnesses: new Map(), groups: new Map(), used: new Set() };
  lines.forEach((line, at) => {
    const words = line.split(/[ \t]+/).filter((word) => word !== '');
    if (words[0] === undefined || words[0].startsWith('#')) return;
    if (!define(draft, words)) throw new TlogProblem('policy.malformed', String(at + 1));
  });
  if (draft.quorum === undefined) throw new TlogProblem('policy.malformed', 'quorum');
  const { logs, witnesses, groups, quorum } = draft;
  return { logs, witnesses, groups, quorum };
}

/** @returns whether the line says something that can be meant. */
function define(draft: Draft, [keyword, ...words]: readonly string[]): boolean {
  if (keyword === 'log') return defineLog(draft, words);
  if (keyword === 'witness') return defineWitness(draft, words);
  if (keyword === 'group') return defineGroup(draft, words);
  return keyword === 'quorum' && defineQuorum(draft, words);
}

function defineLog(draft: Draft, [text = '', url, ...more]: readonly string[]): boolean {
  const key = parseKey(text);
  if (more.length > 0 || key.type !== 'ed25519' || isKnown(draft.logs, key)) return false;
  draft.logs.push({ key, ...(url === undefined ? {} : { url }) });
  return true;
}

function defineWitness(draft: Draft, [name = '', text = '', url, ...more]: readonly string[]): boolean {
  const key = parseKey(text);
  const fits = more.length === 0 && key.type === 'cosignature' && isFree(draft, name);
  if (!fits || isKnown([...draft.witnesses.values()], key)) return false;
  draft.witnesses.set(name, { key, ...(url === undefined ? {} : { url }) });
  return true;
}

function defineGroup(draft: Draft, [name = '', threshold = '', ...members]: readonly string[]): boolean {
  const least = leastOf(threshold, members.length);
  const unused = members.every((member) => isDefined(draft, member) && !draft.used.has(member));
  const once = new Set(members).size === members.length;
  if (!isFree(draft, name) || !unused || !once || least < 1 || least > members.length) return false;
  for (const member of members) draft.used.add(member);
  draft.groups.set(name, { least, members });
  return true;
}

/** How many of so many members a group needs; 0 for what is no threshold. */
function leastOf(threshold: string, members: number): number {
  if (threshold === 'any') return 1;
  if (threshold === 'all') return members;
  return /^[1-9][0-9]{0,3}$/.test(threshold) ? Number(threshold) : 0;
}

function defineQuorum(draft: Draft, [name = '', ...more]: readonly string[]): boolean {
  if (draft.quorum !== undefined || more.length > 0 || (name !== NONE && !isDefined(draft, name))) return false;
  draft.quorum = name;
  return true;
}

function isFree(draft: Draft, name: string): boolean {
  return name !== '' && name !== NONE && !isDefined(draft, name);
}

function isDefined({ witnesses, groups }: Draft, name: string): boolean {
  return witnesses.has(name) || groups.has(name);
}

/** Two names of one public key would let one witness count twice. */
function isKnown(parties: readonly PolicyParty[], key: VerifierKey): boolean {
  return parties.some(({ key: known }) => known.publicKey.every((byte, at) => byte === key.publicKey[at]));
}

/** The same policy for more keys of its logs, e.g. those that signed before a change of keys; each counts once. */
export function withLogs(policy: Policy, keys: readonly VerifierKey[]): Policy {
  const logs = [...policy.logs];
  for (const key of keys) if (!isKnown(logs, key)) logs.push({ key });
  return { ...policy, logs };
}

/** Whether these witnesses are enough. @param present names as the policy defines them */
export function isQuorum({ groups, quorum }: Policy, present: ReadonlySet<string>): boolean {
  const stands = (name: string): boolean => {
    const group = groups.get(name);
    return group === undefined ? present.has(name) : group.members.filter(stands).length >= group.least;
  };
  return quorum === NONE || stands(quorum);
}

/** Names of the witnesses that cosigned. */
export function cosigners({ witnesses }: Policy, { signatures }: SignedCheckpoint): ReadonlySet<string> {
  const keys = new Set(signatures.map(({ key }) => key));
  return new Set([...witnesses].filter(([, { key }]) => keys.has(key)).map(([name]) => name));
}

/** Opens a checkpoint of any log of the policy, whether or not enough witnesses cosigned it. */
export function openPolicyCheckpoint(bytes: Uint8Array, { logs, witnesses }: Policy): SignedCheckpoint {
  const keys = (parties: Iterable<PolicyParty>) => Array.from(parties, ({ key }) => key);
  return openCheckpointOfAny(bytes, keys(logs), keys(witnesses.values()));
}

/** @throws TlogProblem policy.no-quorum when too few witnesses cosigned. */
export function requireQuorum(policy: Policy, checkpoint: SignedCheckpoint): void {
  if (!isQuorum(policy, cosigners(policy, checkpoint))) throw new TlogProblem('policy.no-quorum');
}
