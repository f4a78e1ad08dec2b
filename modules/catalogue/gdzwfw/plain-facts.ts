import { cleanText, saysNothing } from './clean-text.ts';
import { levelOf } from './code-tables.ts';
import type { Note } from './note.ts';
import type { SourceRow } from './source-row.ts';

const NO_COUNTER = '无线下办理窗口';
const VISITS = /^\d{1,2}$/;
const MOST_VISITS = 20;

/** What one field of the publisher says by itself: level, visits, ways of handing in, places, platform. */
export function plainFacts(row: SourceRow, level: string, note: Note): object {
  const stated = levelOf(row.matter_level);
  if (row.matter_level !== '' && stated !== level) note('level-from-code', { stated: row.matter_level, level });
  const visits = readVisits(row.LIMIT_SCENE_NUM, note);
  const isOnline = readFlag(row, 'ONLINECHECK', note);
  const express = readFlag(row, 'courier_service', note);
  const booking = readFlag(row, 'online_book', note);
  const locations = readLocations(row.handle_location);
  return {
    useLevel: level,
    ...(visits === undefined ? {} : { onsiteVisits: visits }),
    ...(isOnline === undefined ? {} : { isOnline }),
    ...(express === undefined ? {} : { express, mailResult: express }),
    ...(booking === undefined ? {} : { booking: { enabled: booking } }),
    ...(saysNothing(row.bear_paltform) ? {} : { runtimeSystem: { name: cleanText(row.bear_paltform) } }),
    handleForms: [...(locations.length > 0 ? ['1'] : []), ...(isOnline ? ['2'] : []), ...(express ? ['4'] : [])],
    locations,
  };
}

function readVisits(raw: string, note: Note): number | undefined {
  const text = raw.normalize('NFKC').trim();
  if (saysNothing(text)) return undefined;
  if (VISITS.test(text) && Number(text) <= MOST_VISITS) return Number(text);
  note('visits-not-understood', { text: text.slice(0, 40) });
  return undefined;
}

const FLAGS: Readonly<Record<string, boolean>> = {
  '1': true,
  '0': false,
  是: true,
  否: false,
  支持: true,
  不支持: false,
};

function readFlag(
  row: SourceRow,
  field: 'ONLINECHECK' | 'courier_service' | 'online_book',
  note: Note,
): boolean | undefined {
  const text = row[field].trim();
  if (saysNothing(text)) return undefined;
  const flag = FLAGS[text];
  if (flag === undefined) note('flag-not-understood', { field, text: text.slice(0, 40) });
  return flag;
}

function readLocations(raw: string): readonly string[] {
  const text = cleanText(raw).replace(/^办理地点[::]\s*/, '');
  return saysNothing(text) || text === NO_COUNTER ? [] : [text];
}
