import { readSubjects, readTopics } from './code-tables.ts';
import { readJointAgencies } from './joint-agencies.ts';
import type { Note } from './note.ts';
import { readConditions } from './read-conditions.ts';
import { readContact } from './read-contact.ts';
import { readMaterials } from './read-materials.ts';
import type { SourceRow } from './source-row.ts';

const AS_LONG_AS_A_LINE = 80;

/** Lists and free text of the publisher: who, what about, with which documents, under which conditions, whom to ask. */
export function richFacts(row: SourceRow, note: Note): object {
  const consult = contactIn(row, 'consult_phone', note);
  const supervise = contactIn(row, 'complain_phone', note);
  return {
    ...people(row, note),
    ...conditions(row, note),
    materials: materials(row, note),
    jointAgencies: readJointAgencies(row.co_department),
    ...(consult === undefined ? {} : { consult }),
    ...(supervise === undefined ? {} : { supervise }),
    legalBasis: [],
    stages: [],
    specialProcedures: [],
    keywords: [],
  };
}

function people(row: SourceRow, note: Note): object {
  const { subjects, mapped, unknown } = readSubjects(row.service_object_name);
  if (mapped) note('subject-mapped');
  if (unknown.length > 0) note('subject-unknown', { names: unknown.join('、') });
  const { topics, split } = readTopics(row.theme_category);
  if (split) note('topic-split', { topics: topics.join('、') });
  return { subjects, topics };
}

function conditions(row: SourceRow, note: Note): object {
  const { conditions: acceptConditions, cutOff } = readConditions(row.accept_standard);
  if (!cutOff) return { acceptConditions };
  note('conditions-cut-off', { end: row.accept_standard.trim().slice(-20) });
  return { acceptConditions, acceptConditionsCutOff: true };
}

function materials(row: SourceRow, note: Note): object {
  const read = readMaterials(row.material_intro);
  if (read.fromText) note('materials-from-text', { count: read.materials.length });
  if (read.empties > 0) note('material-empty', { count: read.empties });
  if (read.duplicates.length > 0) note('material-duplicate', { names: read.duplicates.join('、') });
  return read.materials;
}

function contactIn(row: SourceRow, field: 'consult_phone' | 'complain_phone', note: Note): object | undefined {
  const { contact, outcome } = readContact(row[field]);
  const from = row[field].trim().slice(0, AS_LONG_AS_A_LINE);
  if (outcome === 'cleaned') note('phone-cleaned', { field, from, to: contact?.phones.join('、') ?? '' });
  if (outcome === 'not-understood') note('phone-not-understood', { field, from });
  return contact;
}
