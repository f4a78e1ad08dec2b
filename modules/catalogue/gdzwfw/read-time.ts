import { isLonger, type Limit } from '../limit.ts';
import type { Note } from './note.ts';
import { readLimit } from './read-limit.ts';
import type { SourceRow } from './source-row.ts';

const AS_LONG_AS_A_LINE = 80;

/** Both limits; a promise that the law does not allow is no promise, so the law's limit stands alone. */
export function readTime(row: SourceRow, note: Note): object {
  const statutory = limitIn(row, 'handle_time', note);
  const promised = limitIn(row, 'handle_time_limit', note);
  const isTooLong = statutory !== undefined && promised !== undefined && isLonger(promised, statutory);
  if (isTooLong) note('promise-longer-than-law', { promised: row.handle_time_limit, statutory: row.handle_time });
  return {
    ...(statutory === undefined ? {} : { statutoryLimit: statutory }),
    ...(promised === undefined || isTooLong ? {} : { promisedLimit: promised }),
    caseType: caseType(promised),
  };
}

function limitIn(row: SourceRow, field: 'handle_time' | 'handle_time_limit', note: Note): Limit | undefined {
  const limit = readLimit(row[field]);
  if (limit !== 'unclear') return limit;
  note('limit-not-understood', { field, text: row[field].slice(0, AS_LONG_AS_A_LINE) });
  return undefined;
}

/** 办件类型: at once, a promised time, or unknown. */
function caseType(promised: Limit | undefined): '1' | '2' | '9' {
  if (promised === undefined) return '9';
  return promised.value === 0 ? '1' : '2';
}
