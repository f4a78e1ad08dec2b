import { civilDate, type World } from '#kernel';
import type { ServiceItem } from '#catalogue';
import type { AnswerPage } from '#forms';
import { filledText, pinnedService, textsOf, type ReadyText, type TextAct } from '#publishing';
import type { CaseRecord } from '../case-store.ts';
import { routeTasks } from '../route/task-store.ts';

/** A ready text with what is known of the case filled in. */
export interface OfferedText {
  readonly act: TextAct;
  readonly name: string;
  readonly text: string;
  /** Empty where it rests on none, or the officer has to say which. */
  readonly article: string;
}

interface Task {
  readonly record: CaseRecord;
  readonly item: ServiceItem;
  readonly n: number;
  /** What whoever has the task sees of what was filed: nothing else comes into a text. */
  readonly answers: readonly AnswerPage[];
}

/** The ready texts that the version of a case has for a task: those of every department, and of the task's own. */
export async function offeredTexts({ db, clock }: World, task: Task): Promise<readonly OfferedText[]> {
  const { record, item, n, answers } = task;
  const own = (await pinnedService(db, record.itemVersion))?.texts ?? [];
  const department = (await routeTasks(db, record.id)).find((each) => each.n === n)?.department;
  const applicant = applicantIn(answers);
  return textsOf(item.elements, own)
    .filter((text) => text.department === '' || text.department === department)
    .map(({ act, name, text, article }) => {
      const known = {
        item: item.elements.name,
        case: record.caseNo,
        date: dateInWords(civilDate(clock.now())),
        ...(applicant === undefined ? {} : { applicant }),
        ...(article === '' ? {} : { article }),
      };
      return { act, name, article, text: filledText(text, known) };
    });
}

/** Names by which forms ask who applies, an organisation before the person who acts for it. */
const NAMES = ['organisationName', 'applicantName'];

function applicantIn(answers: readonly AnswerPage[]): string | undefined {
  const rows = answers.flatMap((page) => page.rows);
  const found = NAMES.map((name) => rows.find((row) => row.name === name && row.text !== ''));
  return found.find((row) => row !== undefined)?.text;
}

const LONG = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'UTC' });

/** As official papers write a day. */
function dateInWords(day: Temporal.PlainDate): string {
  return LONG.format(Date.UTC(day.year, day.month - 1, day.day));
}

/** Whether a version has a text of that name, so that nobody is told to have used what was never there. */
export function hasText(item: ServiceItem, own: readonly ReadyText[], name: string): boolean {
  return textsOf(item.elements, own).some((text) => text.name === name);
}
