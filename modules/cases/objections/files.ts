import { z } from 'zod';
import { notFound, type World } from '#kernel';
import type { Resident } from '#identity';
import { findCase } from '../case-store.ts';
import { readShortNo, type ShortNo } from '../numbers.ts';
import { isMine } from '../whose.ts';
import { objectionById } from './store.ts';

export interface ObjectionFile {
  readonly no: ShortNo;
  readonly name: 'checkpoint' | 'evidence';
  readonly body: string;
}

interface Wanted {
  readonly no: string;
  readonly objection: string;
  /** `checkpoint`, or the number of a finding from 1. */
  readonly file: string;
}

/**
 * What was frozen, for the applicant to keep: the signed state of the log, or the evidence of one finding. Anybody can
 * verify them offline. @throws Refusal kernel.not-found, the same for others' and for none
 */
export async function objectionFile(
  world: World,
  viewer: Resident,
  { no, objection: id, file }: Wanted,
): Promise<ObjectionFile> {
  const short = readShortNo(no);
  const record = short && (await findCase(world.db, short));
  if (record === undefined || !isMine(record, viewer)) throw notFound();
  const objection = z.uuid().safeParse(id).success ? await objectionById(world.db, id) : undefined;
  if (objection?.caseId !== record.id) throw notFound();
  if (file === 'checkpoint') return { no: record.shortNo, name: 'checkpoint', body: objection.frozen.checkpoint };
  const body = await evidenceFile(world, id, file);
  if (body === undefined) throw notFound();
  return { no: record.shortNo, name: 'evidence', body };
}

async function evidenceFile({ db }: World, id: string, file: string): Promise<string | undefined> {
  if (!/^[1-9][0-9]?$/.test(file)) return undefined;
  const row = await db
    .selectFrom('cases.objection_review')
    .select('evidence')
    .where('objection_id', '=', id)
    .executeTakeFirst();
  return row?.evidence[Number(file) - 1];
}
