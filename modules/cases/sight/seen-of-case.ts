import type { World } from '#kernel';
import type { ServiceItem } from '#catalogue';
import { maskedRows, type AnswerPage } from '#forms';
import type { TicketInHand } from '#queue';
import type { CaseRecord } from '../case-store.ts';
import { filedOf, supplementView, type SupplementView } from '../case-view.ts';
import { materialViews, type MaterialView } from '../draft-view.ts';
import { caseFiles } from '../file-store.ts';
import { timelineOf, type TimelineEntry } from '../timeline.ts';
import { mayOpen } from './may-open.ts';
import { seenAnswers, type Sight, type SightReason } from './sight.ts';
import { seenTimeline } from './seen-timeline.ts';
import { sightOfTask } from './sight-of-task.ts';

/** What was filed, as far as the one with the task in hand may see it. */
export interface SeenOfCase {
  /** Identity numbers and phones are masked. */
  readonly answers: readonly AnswerPage[];
  readonly materials: readonly TaskMaterial[];
  readonly supplement?: SupplementView;
  readonly timeline: readonly TimelineEntry[];
  /** What is not shown to this department; absent where everything is. */
  readonly withheld?: Withheld;
}

/** What was filed and is not shown, by its names alone, and why not. */
export interface Withheld {
  readonly reason: Exclude<SightReason, 'whole'>;
  readonly answers: readonly string[];
  readonly materials: readonly string[];
}

export interface TaskMaterial extends MaterialView {
  /** Whether the form asked for a file after these answers; a commitment or a look-up may stand for it. */
  readonly asked: boolean;
}

interface Looked {
  readonly record: CaseRecord;
  readonly item: ServiceItem;
  readonly ticket: TicketInHand;
}

/** Opens what was filed for the page of a task: no more than the task needs. */
export async function seenOfCase(world: World, { record, item, ticket }: Looked): Promise<SeenOfCase> {
  const sight = await sightOfTask(world.db, record, ticket);
  const { rows, asked } = await filedOf(world, record);
  const answers = seenAnswers(sight, maskedRows(rows));
  const handedIn = (await caseFiles(world.db, record.id)).filter((file) => file.handedIn);
  const files = handedIn.filter(mayOpen(sight));
  const supplement = sight.reason === 'whole' ? await supplementView(world, record, files) : undefined;
  const materials = await materialViews(world, item, files);
  const withheld = withheldOf(sight, { answers: answers.withheld, materials });
  return {
    answers: answers.shown,
    materials: materials
      .filter(({ no }) => sight.showsMaterial(no))
      .map((one) => ({ ...one, asked: asked.has(one.no) })),
    ...(supplement === undefined ? {} : { supplement }),
    timeline: seenTimeline(sight, await timelineOf(world, record), ticket.n),
    ...(withheld === undefined ? {} : { withheld }),
  };
}

function withheldOf(
  { reason, showsMaterial }: Sight,
  { answers, materials }: { readonly answers: readonly string[]; readonly materials: readonly MaterialView[] },
): Withheld | undefined {
  if (reason === 'whole') return undefined;
  // What the platform writes itself is made of answers: it is no paper that somebody handed in.
  const hidden = materials.filter(({ no, systemGenerated }) => systemGenerated !== true && !showsMaterial(no));
  return { reason, answers, materials: hidden.map(({ name }) => name) };
}
