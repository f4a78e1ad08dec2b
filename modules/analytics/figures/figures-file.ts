import type { Db } from '#kernel';
import { csv } from '../csv.ts';
import { fields } from './dictionary.ts';
import type { FigureRow } from './figure-rows.ts';
import { newestOf } from './open-figures.ts';
import type { ReleaseDocument } from './release-document.ts';
import { releaseDocument, releaseNames } from './release-store.ts';

/** The rows of some releases as a table, under the names of the dictionary. */
export function figuresCsv(documents: readonly ReleaseDocument[]): string {
  return csv([fields.map(({ name }) => name), ...documents.flatMap(linesOf)]);
}

function linesOf(document: ReleaseDocument): readonly (readonly (string | number)[])[] {
  return document.rows.map((row) => {
    const values: Readonly<Record<string, string | number | undefined>> = { ...named(document, row), ...row };
    return fields.map(({ name }) => values[name] ?? '');
  });
}

function named({ month, number, publishedAt, departments, services }: ReleaseDocument, row: FigureRow) {
  return {
    month,
    number,
    publishedAt,
    departmentName: departments[row.department ?? ''],
    serviceName: services[row.service ?? ''],
  };
}

/** The newest release of every month, the newest first. */
export async function everyMonth(db: Db): Promise<readonly ReleaseDocument[]> {
  const names = newestOf(await releaseNames(db));
  const documents: ReleaseDocument[] = [];
  for (const name of names) documents.push(await releaseDocument(db, name));
  return documents;
}

export function figuresJson(documents: readonly ReleaseDocument[]): string {
  return JSON.stringify({ dictionary: '/open/figures/dictionary.json', releases: documents }, null, 2);
}
