import { z } from 'zod';
import { inTransaction, notFound, openJson, setting, type World } from '#kernel';
import { itemByVersion } from '#catalogue';
import { logAccess, unitById, type Officer, type Resident, type UnitId } from '#identity';
import { caseById, findCase, type CaseRecord } from '../case-store.ts';
import { readShortNo, type ShortNo } from '../numbers.ts';
import { reaches } from '../reach.ts';
import { isMine } from '../whose.ts';
import { answerObstacle, heardFrom, type AnswerObstacle } from './answer-objection.ts';
import type { StoredReview } from './review.ts';
import {
  hearingRoles,
  objectionById,
  objectionContext,
  objectionsFor,
  objectionsOf,
  type KnownObjection,
  type ObjectionOutcome,
} from './store.ts';

/** `reviewing`: the rules are being recomputed; `open`: people have to reply and to answer. */
export type ObjectionState = 'reviewing' | 'open' | ObjectionOutcome;

/** One objection with everything that its applicant may know of it; those who reply and answer see the same. */
export interface ObjectionView {
  readonly id: string;
  readonly at: Date;
  readonly state: ObjectionState;
  readonly unitName: string;
  readonly words: string;
  /** The frozen leaves: from the submission to before `size`. */
  readonly from: bigint;
  readonly size: bigint;
  readonly review?: StoredReview & { readonly at: Date; readonly files: number };
  readonly reply?: { readonly at: Date; readonly text: string };
  /** Until when the unit may reply before it can be upheld without; absent after the reply. */
  readonly replyUntil?: Date;
  readonly answer?: { readonly at: Date; readonly unitName: string; readonly text: string };
}

export interface MyObjections {
  readonly objections: readonly ObjectionView[];
  /** Whether another may be filed now. */
  readonly mayObject: boolean;
  readonly replyHours: number;
}

/** The objections of one's own case, newest first. @throws Refusal kernel.not-found, for others' cases and for none */
export async function myObjections(world: World, viewer: Resident, no: string): Promise<MyObjections> {
  const short = readShortNo(no);
  const record = short && (await findCase(world.db, short));
  if (record === undefined || !isMine(record, viewer)) throw notFound();
  const known = await objectionsOf(world.db, record.id);
  return {
    objections: await Promise.all(known.map(async (objection) => viewOf(world, record, objection))),
    mayObject: known.every(({ answer }) => answer !== undefined),
    replyHours: await setting(world.db, 'objections.replyHours'),
  };
}

async function viewOf(world: World, record: CaseRecord, objection: KnownObjection): Promise<ObjectionView> {
  const { id, at, from, frozen, review, reply, answer } = objection;
  const open = (part: 'words' | 'reply' | 'answer', sealed: Buffer) => textIn(world, record, { id, part, sealed });
  return {
    id,
    at,
    state: stateOf(objection),
    unitName: await unitName(world, objection.unit),
    words: open('words', objection.sealed),
    from,
    size: frozen.size,
    ...(review === undefined ? {} : { review: { ...review.result, at: review.at, files: review.files } }),
    ...(reply === undefined
      ? { replyUntil: await heardFrom(world.db, objection) }
      : { reply: { at: reply.at, text: open('reply', reply.sealed) } }),
    ...(answer === undefined
      ? {}
      : {
          answer: { at: answer.at, unitName: await unitName(world, answer.unit), text: open('answer', answer.sealed) },
        }),
  };
}

async function unitName({ db }: World, id: UnitId): Promise<string> {
  const unit = await unitById(db, id);
  if (unit === undefined) throw new Error(`There is no unit ${id}.`);
  return unit.name;
}

function stateOf({ review, answer }: KnownObjection): ObjectionState {
  return answer?.outcome ?? (review === undefined ? 'reviewing' : 'open');
}

const Sealed = z.object({ text: z.string() });

interface Part {
  readonly id: string;
  readonly part: 'words' | 'reply' | 'answer';
  readonly sealed: Buffer;
}

function textIn(world: World, { dataKey }: CaseRecord, { id, part, sealed }: Part): string {
  return Sealed.parse(openJson(world.crypto, dataKey, objectionContext(id, part), sealed)).text;
}

/** An objection in the list of those who reply and answer: no word of what the case is about. */
export interface ObjectionCard {
  readonly id: string;
  readonly at: Date;
  readonly no: ShortNo;
  readonly unitName: string;
  readonly state: ObjectionState;
  readonly replied: boolean;
  /** Takes out of turn that the review found; absent before it. Changed records count as one. */
  readonly jumps?: number;
}

/** What an officer has to reply to or to answer; empty for everybody who has no part in it. */
export async function objectionDesk(world: World, officer: Officer): Promise<readonly ObjectionCard[]> {
  const known = await objectionsFor(world.db, officer);
  const cards = await Promise.all(
    known.map(async (objection): Promise<ObjectionCard | undefined> => {
      const record = await caseById(world.db, objection.caseId);
      if (record === undefined) return undefined;
      const { review, reply } = objection;
      return {
        id: objection.id,
        at: objection.at,
        no: record.shortNo,
        unitName: await unitName(world, objection.unit),
        state: stateOf(objection),
        replied: reply !== undefined,
        ...(review === undefined
          ? {}
          : { jumps: review.result.counts['out-of-turn'] + (review.result.intact ? 0 : 1) }),
      };
    }),
  );
  return cards.flatMap((card) => card ?? []);
}

export interface HeardObjection extends ObjectionView {
  readonly no: ShortNo;
  readonly itemName: string;
  readonly receivedAt: Date;
  readonly mayReply: boolean;
  /** Whether this officer may answer: `may`, why not, or nothing for whoever only replies. */
  readonly answering?: 'may' | AnswerObstacle;
}

/**
 * One objection for those who reply to it or answer it. Reading it is written to the access log.
 * @throws Refusal kernel.not-found for everybody else
 */
export async function heardObjection(world: World, officer: Officer, id: string): Promise<HeardObjection> {
  const objection = z.uuid().safeParse(id).success ? await objectionById(world.db, id) : undefined;
  const record = objection && (await caseById(world.db, objection.caseId));
  if (objection === undefined || record === undefined) throw notFound();
  const { unit } = objection;
  const replies = await reaches(world.db, officer, { roles: hearingRoles.reply, unit });
  const answers = await reaches(world.db, officer, { roles: hearingRoles.answer, unit });
  if (!replies && !answers) throw notFound();

  const { person, shortNo } = record;
  const fields = ['case', 'objection'];
  await inTransaction(world.db, async (tx) =>
    logAccess(tx, { officer: officer.officer, person, case: shortNo, purpose: 'desk.purpose.objection', fields }),
  );
  const { elements } = await itemByVersion(world.db, record.itemVersion);
  const open = objection.reply === undefined && objection.answer === undefined;
  const obstacle = await answerObstacle(world.db, officer, { objection, record });
  return {
    ...(await viewOf(world, record, objection)),
    no: shortNo,
    itemName: elements.name,
    receivedAt: record.receivedAt,
    mayReply: replies && open,
    ...(answers ? { answering: obstacle ?? 'may' } : {}),
  };
}
