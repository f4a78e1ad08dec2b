import { regionDirectory } from '#kernel';
import { readItemCode, type ItemCode } from '../codes.ts';
import { ItemElements, type ItemType } from '../elements.ts';
import type { Publication } from '../publish.ts';
import { cleanText } from './clean-text.ts';
import { nationalType } from './code-tables.ts';
import type { Note } from './note.ts';
import { plainFacts } from './plain-facts.ts';
import { richFacts } from './rich-facts.ts';
import type { Rejection, RejectionCode, Repair } from './report.ts';
import { readTime } from './read-time.ts';
import type { SourceRow } from './source-row.ts';

export interface PublicationRead {
  readonly publication: Publication;
  readonly repairs: readonly Repair[];
}

/**
 * A line of the publisher as an item of ours. What identifies the item (code, agency, type, region) is right or the
 * line is rejected; what describes it is repaired where the meaning is certain, and otherwise left out and reported.
 */
export function toPublication(row: SourceRow): PublicationRead | Rejection {
  const item = row.TASK_CODE.trim();
  const identity = readIdentity(row, item);
  if ('problem' in identity) return { code: identity.problem, values: identity.values, item };

  const repairs: Repair[] = [];
  const note: Note = (code, values = {}) => void repairs.push({ code: `catalogue.repair.${code}`, values });
  const agency = agencyOf(row, identity.code.agency, note);
  if (identity.type !== row.TASK_TYPE) note('type-mapped', { from: row.TASK_TYPE, to: identity.type });
  const elements = ItemElements.safeParse({
    name: cleaned(row, 'TASK_NAME', note),
    ...codesOf(identity.code),
    itemType: identity.type,
    agency: { name: agency.name, uscc: agency.uscc },
    ...readTime(row, note),
    ...plainFacts(row, identity.code.level, note),
    ...richFacts(row, note),
  });
  if (!elements.success) {
    const path = elements.error.issues[0]?.path.join('.') ?? '';
    return { code: 'catalogue.line.elements', values: { path }, item };
  }
  const region = row.AREACODE;
  return {
    publication: { id: item, source: 'gdzwfw', agency, region, sample: false, elements: elements.data },
    repairs,
  };
}

interface Identity {
  readonly code: ItemCode;
  readonly type: ItemType;
}
interface Mismatch {
  readonly problem: RejectionCode;
  readonly values: Rejection['values'];
}

function readIdentity(row: SourceRow, item: string): Identity | Mismatch {
  const code = readItemCode(item);
  if (typeof code === 'string') return { problem: codeProblem(code), values: { code: item.slice(0, 40) } };
  const wrong = [
    ['CATAID', row.CATAID, code.catalogCode] as const,
    ['ORGCODE', row.ORGCODE, code.agency.slice(8, 17)] as const,
  ].find(([, stated, inCode]) => stated !== '' && stated !== inCode);
  if (wrong !== undefined) {
    const [field, stated, inCode] = wrong;
    return { problem: 'catalogue.line.code-mismatch', values: { field, stated, inCode } };
  }
  if (code.type !== row.TASK_TYPE) {
    return { problem: 'catalogue.line.type-mismatch', values: { stated: row.TASK_TYPE, inCode: code.type } };
  }
  const type = nationalType(row.TASK_TYPE, row.TASK_TYPE_TEXT);
  if (type === undefined) {
    return { problem: 'catalogue.line.type-unknown', values: { type: row.TASK_TYPE, name: row.TASK_TYPE_TEXT } };
  }
  if (regionDirectory().region(row.AREACODE) === undefined) {
    return { problem: 'catalogue.line.area-unknown', values: { area: row.AREACODE } };
  }
  return { code, type };
}

function codeProblem(problem: Exclude<ReturnType<typeof readItemCode>, ItemCode>): RejectionCode {
  switch (problem) {
    case 'length':
    case 'agency-characters':
    case 'agency-check':
    case 'agency-organisation-check':
    case 'level':
    case 'handle-serial':
      return `catalogue.line.code-${problem}`;
    default:
      return 'catalogue.line.code-catalog';
  }
}

function codesOf({ catalogCode, taskCode, handleItemCode }: ItemCode): object {
  return { catalogCode, taskCode, ...(handleItemCode === undefined ? {} : { handleItemCode }) };
}

function agencyOf(row: SourceRow, uscc: string, note: Note): Publication['agency'] {
  const name = cleaned(row, 'DEPT_NAME', note);
  const place = regionDirectory().region(row.AREACODE)?.name ?? '';
  const shortName = place !== '' && name.startsWith(place) ? `${place.slice(-1)}${name.slice(place.length)}` : name;
  return { uscc, name, shortName, region: row.AREACODE, sample: false };
}

function cleaned(row: SourceRow, field: 'TASK_NAME' | 'DEPT_NAME', note: Note): string {
  const text = cleanText(row[field]);
  if (text !== row[field]) note('text-cleaned', { field });
  return text;
}
