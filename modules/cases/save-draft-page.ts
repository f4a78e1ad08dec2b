import { inTransaction, notFound, type FieldProblem, type World } from '#kernel';
import { readPage, visiblePages, type FormDefinition, type Answers } from '#forms';
import type { Resident } from '#identity';
import { draftPlace, sealContent, type Content } from './content.ts';
import { lockDraft, saveContent } from './draft-store.ts';
import { openDraft } from './open-draft.ts';

export interface SavePageInput {
  readonly draft: string;
  readonly page: string;
  /** The posted fields of the page as they are. */
  readonly input: Readonly<Record<string, string | readonly string[]>>;
}

export interface SavedPage {
  readonly problems: readonly FieldProblem[];
  /** Id of the page that comes next, or `check` after the last. */
  readonly next: string;
}

/** Saves a page of a draft as it was typed, problems or not: nothing that somebody wrote is lost. */
export async function saveDraftPage(world: World, viewer: Resident, input: SavePageInput): Promise<SavedPage> {
  return inTransaction(world.db, async (tx) => {
    const draft = await lockDraft(tx, viewer, input.draft);
    if (draft === undefined || draft.submittedCase !== undefined) throw notFound();
    const { form, content } = await openDraft(tx, world, draft);
    if (!form.layout.pages.some(({ id }) => id === input.page)) throw notFound();

    const { answers, problems } = readPage(form, input.page, input.input);
    const merged = merge(content, { answers, page: input.page, clean: problems.length === 0 });
    await saveContent(tx, draft.id, {
      content: sealContent(world.crypto, draft.dataKey, { place: draftPlace(draft.id), content: merged }),
      at: world.clock.now(),
    });
    return { problems, next: pageAfter(form, merged.answers, input.page) };
  });
}

/** An answer that was changed by hand no longer comes from the register. */
function merge(content: Content, page: { answers: Answers; page: string; clean: boolean }): Content {
  const answers = { ...content.answers, ...page.answers };
  const unchanged = ([name]: [string, unknown]) =>
    JSON.stringify(answers[name]) === JSON.stringify(content.answers[name]);
  const others = content.done.filter((id) => id !== page.page);
  return {
    answers,
    provenance: Object.fromEntries(Object.entries(content.provenance).filter(unchanged)),
    done: page.clean ? [...others, page.page] : others,
  };
}

function pageAfter(form: FormDefinition, answers: Answers, page: string): string {
  const pages = visiblePages(form, answers);
  const at = pages.findIndex(({ id }) => id === page);
  return pages[at + 1]?.id ?? 'check';
}
