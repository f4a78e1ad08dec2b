/** Whether a value is what a field of a leaf may hold. */
export type Check = (value: unknown) => boolean;

const QUEUE = /^[a-z0-9][a-z0-9.-]{0,63}$/;
const WORD = /^[a-z0-9-]{2,40}$/;
const UNIT = /^[A-Za-z0-9-]{1,40}$/;
const PSEUDONYM = /^[A-Za-z0-9_-]{8,64}$/;
const KEY = /^[!-~\u00a0-\u{10ffff}]{1,500}$/u;
/** Base64 of exactly 32 bytes: the last character before the padding has two zero bits. */
const HASH = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;
const MOST_BASIS = 200;
const MOST_LIST = 64;

const matching =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);

const oneOf =
  (...allowed: readonly (string | number)[]): Check =>
  (value) =>
    (typeof value === 'string' || typeof value === 'number') && allowed.includes(value);

const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length <= MOST_LIST && value.every(check);

/** Indices, numbers and times: whole and exact as a JSON number. */
const whole: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const hash = matching(HASH);
const q = matching(QUEUE);
const word = matching(WORD);
const pseudonym = matching(PSEUDONYM);
const vkeys = listOf(matching(KEY));
const atLeast =
  (least: number): Check =>
  (value) =>
    whole(value) && Number(value) >= least;
const basis: Check = (value) => typeof value === 'string' && value !== '' && value.length <= MOST_BASIS;

const ofCase = { ref: whole, prev: whole };
const ofTask = { n: whole, ...ofCase };
const entering = { q, qn: atLeast(1) };
const filed = { ...entering, applicant: hash, content: hash, attachments: hash };
const outcome = shape({ outcome: hash, ...ofTask }, { by: oneOf('law') });
const passing = shape({ outcome: hash, ...ofTask }, { by: oneOf('law', 'route') });
const service = shape({ q, reason: oneOf('hours', 'holiday', 'fault', 'emergency') });
const holding = shape({ reason: oneOf('supplement', 'special', 'record-lost'), ...ofTask });
const disciplines = oneOf('fifo', 'by-acceptance', 'hall', 'automatic', 'waiting-list', 'lottery', 'batch');

/** The fields of one kind of leaf besides `v`, `k` and `ts`. */
export interface Shape {
  readonly fields: ReadonlyMap<string, Check>;
  readonly required: readonly string[];
}

type Fields = Readonly<Record<string, Check>>;

function shape(required: Fields, optional: Fields = {}): Shape {
  return { required: Object.keys(required), fields: new Map(Object.entries({ ...required, ...optional })) };
}

export const queueRule = shape(
  { hash, q, unit: matching(UNIT), stage: word, discipline: disciplines, from: whole },
  { order: oneOf('ref', 'accept', 'ready'), quota: atLeast(2) },
);

export const priorityRule = shape({ hash, ground: word, basis, lane: oneOf(0, 1), from: whole }, { until: whole });

/** Back to its place; or, with `to`, out of one hand into another, which whoever withdraws (回避) does not choose. */
const back = oneOf('timeout', 'absence', 'recusal', 'hand-over');
export const releasing = shape({ reason: back, ...ofTask });
export const handingOn = shape({ reason: oneOf('absence', 'hand-over'), to: pseudonym, ...ofTask });

/** Every kind of leaf but `rule` and `release`, which have two shapes each. */
export const shapes: ReadonlyMap<string, Shape> = new Map([
  ['keys', shape({ add: vkeys, remove: vkeys })],
  ['erratum', shape({ of: whole, hash })],
  ['bundle', shape({ content: hash })],
  ['draw', shape({ commitment: hash, result: hash })],
  ['open', service],
  ['pause', service],
  ['submit', shape({ ...filed, lane: oneOf(0, 1, 2) }, { bundle: whole })],
  ['migrated', shape({ ...filed, order: whole })],
  ['ready', shape({ ...entering, ...ofTask })],
  ['hold', holding],
  ['resume', holding],
  ['take', shape({ q, officer: pseudonym, cp: whole, sk: listOf(whole), ...ofTask }, { ex: whole })],
  ['pass', passing],
  [
    'grant',
    shape({ lane: oneOf(0, 1), rule: whole, detail: hash, ...ofCase }, { by: listOf(pseudonym), credential: hash }),
  ],
  ...['accept', 'refuse', 'decide', 'deliver', 'withdraw', 'close', 'transfer'].map(
    (kind): readonly [string, Shape] => [kind, outcome],
  ),
]);
