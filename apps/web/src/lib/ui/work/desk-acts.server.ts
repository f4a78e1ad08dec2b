import { fail, redirect, type ActionFailure } from '@sveltejs/kit';
import {
  accept,
  decideCase,
  deliver,
  deliveryMethods,
  handOver,
  objectionGrounds,
  officerReleaseReasons,
  passStage,
  planVisit,
  pointAnswers,
  readShortNo,
  refuse,
  release,
  requestSupplement,
  writeVisit,
} from '#cases';
import { officerOf, type Officer } from '#identity';
import { InvalidInput, notFound, Refusal } from '#kernel';
import { workingRoles } from '#queue';
import { attempt, many, one, typedIn, type Failed, type Typed } from './attempt.server.ts';
import { writingForms } from './acts/act.ts';
import { forget, keep, NotInHand } from './kept.server.ts';

type World = App.Locals['app'];

interface Command {
  readonly world: World;
  readonly officer: Officer;
  /** What every act names. */
  readonly base: { readonly key: string; readonly case: NonNullable<ReturnType<typeof readShortNo>> };
  readonly typed: Typed;
}

/** What each form of the task page asks for, made from what was typed. */
const acts = {
  accept: ({ world, officer, base }: Command) => accept(world, officer, base),
  refuse: ({ world, officer, base, typed }: Command) => {
    const { reason, remedy } = required({ reason: one(typed, 'reason'), remedy: one(typed, 'remedy') });
    return refuse(world, officer, { ...base, ...textIn(typed), reason, remedy, article: one(typed, 'article') });
  },
  'request-supplement': ({ world, officer, base, typed }: Command) =>
    requestSupplement(world, officer, { ...base, ...textIn(typed), items: supplementItems(typed) }),
  pass: ({ world, officer, base, typed }: Command) =>
    passStage(world, officer, { ...base, ...textIn(typed), ...opinionIn(typed) }),
  decide: ({ world, officer, base, typed }: Command) => {
    const { granted, ...why } = required({
      granted: one(typed, 'granted'),
      reason: one(typed, 'reason'),
      article: one(typed, 'article'),
    });
    return decideCase(world, officer, { ...base, ...textIn(typed), ...why, granted: granted === 'yes' });
  },
  deliver: ({ world, officer, base, typed }: Command) => {
    const method = oneOf(deliveryMethods, typed, 'method');
    return deliver(world, officer, { ...base, method, note: one(typed, 'note') });
  },
  'plan-visit': ({ world, officer, base, typed }: Command) =>
    planVisit(world, officer, {
      ...base,
      ...required({ on: one(typed, 'on'), time: one(typed, 'time'), place: one(typed, 'place') }),
      version: Number(one(typed, 'version')),
    }),
  'record-visit': ({ world, officer, base, typed }: Command) =>
    writeVisit(world, officer, { ...base, ...visitIn(typed) }),
  'hand-over': ({ world, officer, base, typed }: Command) =>
    handOver(world, officer, { ...base, ...required({ to: one(typed, 'to'), reason: one(typed, 'reason') }) }),
  release: ({ world, officer, base, typed }: Command) =>
    release(world, officer, { ...base, reason: oneOf(officerReleaseReasons, typed, 'reason') }),
} as const;

export type Act = keyof typeof acts;

/** After these the case is still in hand. */
const STAYS: ReadonlySet<Act> = new Set(['plan-visit', 'record-visit']);

/** The act after which the page of the case is shown again; whatever nobody on this side wrote says nothing. */
export function doneHere(query: URLSearchParams): string | undefined {
  return [...STAYS].find((act) => act === query.get('done'));
}

/** Carries out one act on the case in hand; done, the desk is where the next one is taken. */
export async function actOnCase(
  locals: App.Locals,
  { no, act }: { readonly no: string; readonly act: Act },
  request: Request,
): Promise<ActionFailure<Failed & { readonly act: Act }>> {
  const officer = officerOf(locals.viewer, ...workingRoles);
  const short = readShortNo(no);
  if (short === undefined) throw notFound();
  const typed = await typedIn(request);
  const base = { key: one(typed, 'key'), case: short };
  const path = `/desk/cases/${no}`;
  // An act that is not complete either is answered before anybody looks whose the case is: the page may not come again.
  const keepIt = async () => keep(locals, { path, why: 'not-in-hand', action: `?/${act}` }, typed);
  const failed = await attempt(typed, async () => acts[act]({ world: locals.app, officer, base, typed })).catch(
    async (error: unknown) => {
      if (!(error instanceof Refusal) || error.code !== 'kernel.not-found') throw error;
      await keepIt();
      throw new NotInHand(typed);
    },
  );
  if (failed !== undefined) {
    await keepIt();
    return fail(failed.status, { ...failed.data, act });
  }
  await forget(locals, path);
  return redirect(303, STAYS.has(act) ? `${path}?done=${act}` : `/desk?done=${act}&no=${short}`);
}

/**
 * Shows the page again with a ready text in the form from which it was chosen; the page has the texts. What was typed is
 * kept as it is for an act that did not succeed: the task may be somebody else's by now.
 */
export async function fillIn(locals: App.Locals, no: string, request: Request) {
  officerOf(locals.viewer, ...workingRoles);
  const typed = await typedIn(request);
  const [chosen, fill = ''] = one(typed, 'fill').split('.');
  const act = writingForms.find((known) => known === chosen);
  if (act === undefined) return fail(422, { act: '', typed });
  await keep(locals, { path: `/desk/cases/${no}`, why: 'not-in-hand', action: `?/${act}` }, typed);
  return { act, typed, fill };
}

/** For or against; what speaks against it has a ground and an article. */
function opinionIn(typed: Typed) {
  const { opinion } = required({ outcome: one(typed, 'outcome'), opinion: one(typed, 'opinion') });
  if (one(typed, 'outcome') !== 'object') return { outcome: 'agree', opinion } as const;
  const { article } = required({ ground: one(typed, 'ground'), article: one(typed, 'article') });
  return { outcome: 'object', opinion, article, ground: oneOf(objectionGrounds, typed, 'ground') } as const;
}

/** The record of a visit; what was not answered is told for each point of the checklist. */
function visitIn(typed: Typed) {
  const { on, time, place, findings } = required({
    on: one(typed, 'on'),
    time: one(typed, 'time'),
    place: one(typed, 'place'),
    findings: one(typed, 'findings'),
  });
  return {
    on,
    time,
    place,
    findings,
    present: one(typed, 'present'),
    inspectors: [...many(typed, 'inspectors')],
    points: pointsIn(typed),
    version: Number(one(typed, 'version')),
  };
}

const MOST_POINTS = 30;

function pointsIn(typed: Typed) {
  const asked = Array.from({ length: MOST_POINTS }, (_, no) => no).filter((no) =>
    Object.hasOwn(typed, `points.${no}.remark`),
  );
  const open = asked.filter((no) => one(typed, `points.${no}.answer`) === '');
  if (open.length > 0)
    throw new InvalidInput(open.map((no) => ({ field: `points.${no}.answer`, code: 'desk.missing.choice' })));
  return asked.map((no) => ({
    answer: oneOf(pointAnswers, typed, `points.${no}.answer`),
    remark: one(typed, `points.${no}.remark`),
  }));
}

/** Name of the ready text with which it was begun. */
function textIn(typed: Typed): { readonly template?: string } {
  const template = one(typed, 'template');
  return template === '' ? {} : { template };
}

/** The named answers if all of them were given; a problem for each that was not. */
function required<Answers extends Readonly<Record<string, string>>>(answers: Answers): Answers {
  const missing = Object.keys(answers).filter((name) => answers[name]?.trim() === '');
  if (missing.length === 0) return answers;
  throw new InvalidInput(missing.map((field) => ({ field, code: `desk.missing.${field}` })));
}

function oneOf<Choice extends string>(choices: readonly Choice[], typed: Typed, name: string): Choice {
  const chosen = choices.find((choice) => choice === one(typed, name));
  if (chosen === undefined) throw new InvalidInput([{ field: name, code: 'desk.missing.choice' }]);
  return chosen;
}

const FREE_LINES = [1, 2, 3, 4, 5];

/** The list that the officer built: ticked materials, each with what is wrong with it, and free lines. */
function supplementItems(typed: Typed): { material?: number; text: string }[] {
  const ticked = many(typed, 'material').map((no) => ({
    material: Number(no),
    text: one(typed, `text-${no}`).trim() || one(typed, `default-${no}`),
  }));
  const free = FREE_LINES.map((n) => one(typed, `free-${n}`).trim()).filter((text) => text !== '');
  const items = [...ticked, ...free.map((text) => ({ text }))];
  if (items.length === 0) throw new InvalidInput([{ field: 'items', code: 'desk.act.supplement.none' }]);
  return items;
}
