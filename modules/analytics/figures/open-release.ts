import { notFound, type Db } from '#kernel';
import { readMonth } from './month.ts';
import type { ReleaseDocument } from './release-document.ts';
import { releaseBytes, releaseDocument, releaseNames, type ReleaseName } from './release-store.ts';

/** A release as everybody may see and save it. */
export interface OpenRelease {
  readonly release: ReleaseName;
  /** Every release of the month, the newest first. */
  readonly all: readonly ReleaseName[];
  readonly document: ReleaseDocument;
}

/**
 * @param number of the release; the newest unless told otherwise
 * @throws Refusal kernel.not-found
 */
export async function openRelease(db: Db, month: string, number: string | null): Promise<OpenRelease> {
  const name = readMonth(month);
  const all = name === undefined ? [] : await releaseNames(db, name);
  const release = number === null ? all[0] : all.find((each) => String(each.number) === number);
  if (release === undefined) throw notFound();
  return { release, all, document: await releaseDocument(db, release) };
}

/** The bytes whose digest the page of the release shows. */
export async function releaseFile(db: Db, { release }: OpenRelease): Promise<Buffer> {
  return (await releaseBytes(db, release)) ?? Buffer.alloc(0);
}
