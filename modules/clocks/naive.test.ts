import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dueAt, elapsed, percentUsed, remaining, total, type Reckoning } from './index.ts';
import { byTheClock, inDays, momentOfLooking, reckoning, type Drawn } from './testing/drawn.ts';
import { countDays, countMinutes, type Counted } from './testing/naive.ts';

const RUNS = { days: 95_000, minutes: 6_000, order: 2_000 };

test('limits in days and months are what they are when each day is counted on a wall calendar', () => {
  fc.assert(
    fc.property(inDays, (drawn) => assertSame(drawn, countDays(drawn))),
    { numRuns: RUNS.days },
  );
});

test('limits in hours and minutes are what they are when each minute is counted', () => {
  fc.assert(
    fc.property(byTheClock, (drawn) => assertSame(drawn, countMinutes(drawn))),
    { numRuns: RUNS.minutes },
  );
});

function assertSame(drawn: Drawn, counted: Counted): void {
  const asked = reckoning(drawn);
  const now = new Date(momentOfLooking(drawn));
  const found = {
    dueAt: dueAt(asked).getTime(),
    elapsed: elapsed(asked, now).value,
    remaining: remaining(asked, now).value,
  };
  // Parts of an hour are fractions.
  const near = (one: number, other: number) => Math.abs(one - other) < 1e-9;
  const same =
    found.dueAt === counted.dueAt && near(found.elapsed, counted.elapsed) && near(found.remaining, counted.remaining);
  if (!same) assert.deepEqual(found, counted);
}

const anything = fc.oneof(inDays, byTheClock);
const due = (asked: Reckoning) => dueAt(asked).getTime();
const check = (law: (drawn: Drawn) => void) => fc.assert(fc.property(anything, law), { numRuns: RUNS.order });

test('one suspension more never ends a limit sooner, and ending one early never later', () => {
  check((drawn) => {
    const asked = reckoning(drawn);
    const [one, ...rest] = asked.suspensions;
    assert.ok(due({ ...asked, suspensions: rest }) <= due(asked));
    if (one === undefined) return;
    const { endedAt: _, ...open } = one;
    assert.ok(due(asked) <= due({ ...asked, suspensions: [open, ...rest] }));
  });
});

test('an extension never ends a limit sooner', () => {
  check((drawn) => assert.ok(due(reckoning({ ...drawn, extensions: [] })) <= due(reckoning(drawn))));
});

test('whoever begins later is never due sooner', () => {
  fc.assert(
    fc.property(anything, fc.integer({ min: 0, max: 20_000 }), (drawn, minutes) => {
      // A month from 30 and from 31 January ends on the same day, with fewer days in between that could be taken out.
      fc.pre([drawn.limit, ...drawn.extensions].every(({ unit }) => unit !== 'month'));
      const asked = reckoning(drawn);
      const start = new Date(drawn.start + minutes * 60_000);
      assert.ok(due(asked) <= due({ ...asked, budget: { ...asked.budget, start } }));
    }),
    { numRuns: RUNS.order },
  );
});

test('as time passes more has passed and less is left, and all is used up when the limit has passed and not before', () => {
  fc.assert(
    fc.property(anything, fc.integer({ min: 0, max: 20_000 }), (drawn, minutes) => {
      const asked = reckoning(drawn);
      const now = new Date(momentOfLooking(drawn));
      const later = new Date(now.getTime() + minutes * 60_000);
      assert.ok(elapsed(asked, now).value <= elapsed(asked, later).value);
      assert.ok(remaining(asked, now).value >= remaining(asked, later).value);
      assert.equal(percentUsed(asked, now) === 100, due(asked) <= now.getTime());
    }),
    { numRuns: RUNS.order },
  );
});

test('of a limit in working days, what has passed and what is left are the whole', () => {
  check((drawn) => {
    fc.pre(drawn.limit.unit === 'workday' && drawn.extensions.length === 0);
    const asked = reckoning(drawn);
    const now = new Date(momentOfLooking(drawn));
    assert.equal(elapsed(asked, now).value + remaining(asked, now).value, total(asked).value);
    assert.equal(total(asked).value, drawn.limit.value);
  });
});
