import { z } from 'zod';
import { notFound, type World } from '#kernel';
import type { Officer, Resident } from '#identity';
import { caseById, findCase, type CaseRecord } from '../case-store.ts';
import { readShortNo, type ShortNo } from '../numbers.ts';
import { reaches } from '../reach.ts';
import { isMine } from '../whose.ts';
import { hearingRoles, objectionById, type KnownObjection } from './store.ts';

export interface ObjectionFile {
  readonly no: ShortNo;
  readonly name: 'checkpoint' | 'evidence';
  readonly body: string;
}

/** `checkpoint`, or the number of a finding from 1. */
type FileName = string;

interface Wanted {
  readonly no: string;
  readonly objection: string;
  readonly file: FileName;
}

/**
 * What was frozen, for the applicant to keep: the signed state of the log, or the evidence of one finding. Anybody can
 * verify them offline. @throws Refusal kernel.not-found, the same for others' and for none
 */
export async function objectionFile(world: World, viewer: Resident, wanted: Wanted): Promise<ObjectionFile> {
  const short = readShortNo(wanted.no);
  const record = short && (await findCase(world.db, short));
  if (record === undefined || !isMine(record, viewer)) throw notFound();
  const objection = await known(world, wanted.objection);
  if (objection.caseId !== record.id) throw notFound();
  return fileOf(world, { objection, record, file: wanted.file });
}

/** The same files for those who reply and answer: what is in them is public. @throws Refusal kernel.not-found */
export async function heardFile(
  world: World,
  officer: Officer,
  { objection: id, file }: Omit<Wanted, 'no'>,
): Promise<ObjectionFile> {
  const objection = await known(world, id);
  const record = await caseById(world.db, objection.caseId);
  const roles = [...hearingRoles.reply, ...hearingRoles.answer];
  if (record === undefined || !(await reaches(world.db, officer, { roles, unit: objection.unit }))) throw notFound();
  return fileOf(world, { objection, record, file });
}

async function known({ db }: World, id: string): Promise<KnownObjection> {
  const objection = z.uuid().safeParse(id).success ? await objectionById(db, id) : undefined;
  if (objection === undefined) throw notFound();
  return objection;
}

interface Found {
  readonly objection: KnownObjection;
  readonly record: CaseRecord;
  readonly file: FileName;
}

async function fileOf(world: World, { objection, record: { shortNo: no }, file }: Found): Promise<ObjectionFile> {
  if (file === 'checkpoint') return { no, name: 'checkpoint', body: objection.frozen.checkpoint };
  const body = await evidenceFile(world, objection.id, file);
  if (body === undefined) throw notFound();
  return { no, name: 'evidence', body };
}

async function evidenceFile({ db }: World, id: string, file: FileName): Promise<string | undefined> {
  if (!/^[1-9][0-9]?$/.test(file)) return undefined;
  const row = await db
    .selectFrom('cases.objection_review')
    .select('evidence')
    .where('objection_id', '=', id)
    .executeTakeFirst();
  return row?.evidence[Number(file) - 1];
}
