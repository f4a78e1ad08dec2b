import { civilDate, type FieldProblem, type World } from '#kernel';
import {
  formAs,
  readPage,
  sampleInput,
  visibleFields,
  visiblePages,
  type Answers,
  type FormDefinition,
  type FormField,
  type PageInput,
} from '#forms';
import { unitByUscc, type Officer } from '#identity';
import { draftedService, type DraftedService, type PartProblem } from '#publishing';
import { openDecisions, openRoute, type Facts } from '#routing';
import { asking } from '../route/ask-decision.ts';
import { straightFor } from '../route/route-for.ts';
import { tellStory, type Move, type Story } from './story.ts';

/** A page of the form as the made-up applicant answered it. */
export interface TriedPage {
  readonly title: string;
  readonly fields: readonly FormField[];
  readonly problems: readonly FieldProblem[];
}

/** What would become of an application if a change were published as it is. Nothing of it is kept. */
export interface TryOut {
  readonly change: string;
  readonly itemName: string;
  /** What has to be mended before it can be tried. */
  readonly problems: readonly PartProblem[];
  readonly pages: readonly TriedPage[];
  readonly answers: Answers;
  readonly story?: Story;
  /** Short names of departments by their credit codes. */
  readonly departments: Readonly<Record<string, string>>;
}

export interface Trying {
  readonly change: string;
  readonly applicant: 'person' | 'organisation';
  /** What somebody typed for the applicant; the rest is made up. */
  readonly input: PageInput;
  readonly moves: readonly Move[];
}

/** Tries a change out with a made-up applicant. @throws Refusal kernel.not-found */
export async function tryOut(world: World, officer: Officer, trying: Trying): Promise<TryOut> {
  const drafted = await draftedService(world, officer, trying.change);
  const { problems } = drafted;
  // Nobody is asked as who they apply: that is known from the sign-in.
  const form = drafted.form && formAs(drafted.form, trying.applicant);
  const common = { change: trying.change, itemName: drafted.item.elements.name, problems };
  if (form === undefined || problems.length > 0) return { ...common, pages: [], answers: {}, departments: {} };
  const now = world.clock.now();
  const { pages, answers } = fillIn(form, { ...sampleInput(form, civilDate(now).toString()), ...trying.input });
  const isComplete = pages.every((page) => page.problems.length === 0);
  const facts = factsFor(form, { answers, applicant: trying.applicant, now });
  const story = isComplete ? await play(world, drafted, { facts, moves: trying.moves }) : undefined;
  return {
    ...common,
    pages,
    answers,
    ...(story === undefined ? {} : { story }),
    departments: story === undefined ? {} : await namesOf(world, story),
  };
}

function fillIn(form: FormDefinition, input: PageInput): { pages: readonly TriedPage[]; answers: Answers } {
  let answers: Answers = {};
  const pages: TriedPage[] = [];
  for (const page of form.layout.pages) {
    if (!visiblePages(form, answers).some(({ id }) => id === page.id)) continue;
    const read = readPage(form, page.id, input);
    answers = { ...answers, ...read.answers };
    const fields = visibleFields(page, answers).filter(({ kind }) => kind !== 'file');
    const problems = read.problems.filter(({ field }) => fields.some(({ name }) => field.startsWith(name)));
    pages.push({ title: page.title, fields, problems });
  }
  return { pages, answers };
}

interface Applied {
  readonly answers: Answers;
  readonly applicant: Trying['applicant'];
  readonly now: Date;
}

/** The facts that a real case would be known by. */
function factsFor({ layout }: FormDefinition, { answers, applicant, now }: Applied): Facts {
  const names = layout.pages.flatMap(({ fields }) => fields.map(({ name }) => name));
  return {
    ...Object.fromEntries(names.map((name) => [name, null])),
    ...answers,
    applicant,
    received: civilDate(now).toString(),
    // The made-up applicant is in no register, and hands in whatever is asked for.
    fromRegister: [],
    handedIn: layout.pages.flatMap(({ fields }) => fields.flatMap(({ material }) => material ?? [])),
    at: now.toISOString(),
  };
}

async function play(
  { db }: World,
  { change: { parts }, item }: DraftedService,
  { facts, moves }: { readonly facts: Facts; readonly moves: readonly Move[] },
): Promise<Story> {
  const kept = await openRoute(parts.route ?? (await straightFor(db, item)));
  const models = new Map(
    Object.entries(parts.decisions).map(([name, xml]) => [name, openDecisions(xml).decisions] as const),
  );
  return tellStory({ kept, facts, ask: asking(models) }, moves);
}

async function namesOf({ db }: World, { lines, open }: Story): Promise<Readonly<Record<string, string>>> {
  const keys = [...lines, ...open].flatMap((one) => ('department' in one ? one.department : []));
  const names: Record<string, string> = {};
  for (const key of new Set(keys)) names[key] = (await unitByUscc(db, key))?.shortName ?? key;
  return names;
}
