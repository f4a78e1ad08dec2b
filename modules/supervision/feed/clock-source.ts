import { extensionsAfter, rungsAfter, type ClockKind, type ToldExtension, type ToldRung } from '#clocks';
import type { Tx } from '#kernel';
import type { Of } from '../history/event.ts';
import type { Page, Reading, Source } from './source.ts';

const RUNGS = 'clock';
const EXTENSIONS = 'extension';

/** Clocks whose subject is a case; of the others it is an order, a rating, a consultation. */
const OF_CASES: ReadonlySet<ClockKind> = new Set([
  'acceptance',
  'supplement',
  'promised',
  'statutory',
  'task',
  'delivery',
  'renewal',
]);

/** What came of the passing of time. The effect of a rung carries its legal moment, however late a worker came to it. */
export const clockSource: Source = {
  name: RUNGS,
  emits: ['rung'],
  open: async () => Promise.resolve({ read: rungs }),
};

async function rungs(tx: Tx, { after, most }: Reading): Promise<Page> {
  const told = await rungsAfter(tx, after, most);
  return { entries: told.map((rung) => ({ event: rungEvent(rung), place: rung.place })), full: told.length === most };
}

function rungEvent({ place, clock, kind, rung, subject, n, unit, legalAt }: ToldRung): Of<'rung'> {
  return {
    source: RUNGS,
    key: place,
    type: 'rung',
    at: legalAt,
    clock: kind,
    rung,
    id: clock,
    ...(OF_CASES.has(kind) && { case: subject }),
    ...(n === undefined ? {} : { n }),
    ...(unit === undefined ? {} : { unit }),
  };
}

/** Longer times that were granted (行政许可法 42). */
export const extensionSource: Source = {
  name: EXTENSIONS,
  emits: ['extension'],
  open: async () => Promise.resolve({ read: extensions }),
};

async function extensions(tx: Tx, { after, most }: Reading): Promise<Page> {
  const told = await extensionsAfter(tx, after, most);
  return {
    entries: told.map((each) => ({ event: extensionEvent(each), place: each.place })),
    full: told.length === most,
  };
}

function extensionEvent({ place, kind, subject, unit, at, until }: ToldExtension): Of<'extension'> {
  return {
    source: EXTENSIONS,
    key: place,
    type: 'extension',
    at,
    case: subject,
    clock: kind,
    until: until.toString(),
    ...(unit === undefined ? {} : { unit }),
  };
}
