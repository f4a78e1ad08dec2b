import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendarOf, nationalCalendar } from './index.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

test('a region works as the country does, but for the days it has changed itself', () => {
  const yulong = calendarOf('530721', { days: [{ day: day('2026-03-26'), works: false }] });

  assert.equal(yulong.works(day('2026-03-26')), false, '三多节');
  assert.equal(nationalCalendar.works(day('2026-03-26')), true);
  assert.equal(
    yulong.works(day('2026-10-10')),
    true,
    'the Saturday on which people work for the National Day holidays',
  );
  assert.equal(yulong.works(day('2026-10-01')), false);
});

test('of two rules for one day the later holds', () => {
  const twice = [false, true].map((works) => ({ day: day('2026-03-26'), works }));
  assert.equal(calendarOf('530721', { days: twice }).works(day('2026-03-26')), true);
});

test('a year of which no notice is known counts weekdays, and says so', () => {
  assert.deepEqual(
    [2019, 2026, 2029].map((year) => nationalCalendar.isPublished(year)),
    [true, true, false],
  );
  assert.equal(nationalCalendar.works(day('2029-10-01')), true, 'a Monday');
  assert.equal(calendarOf('530700', { days: [], years: [2029] }).isPublished(2029), true);
});
