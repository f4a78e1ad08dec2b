import { civilDate, type Db, type Tx, type World } from '#kernel';
import { pinnedForm } from '#forms';
import type { Facts } from '#routing';
import type { CaseRecord } from '../case-store.ts';
import { casePlace, openContent } from '../content.ts';
import { caseFiles } from '../file-store.ts';

interface Asking {
  readonly record: CaseRecord;
  readonly at: Date;
}

/**
 * What conditions and decision tables may know of a case: its answers by the names of their fields, who applies
 * (`applicant`: person or organisation), when it was received and when this is asked (`at`, RFC 3339); which answers came
 * from a register and were left as they came (`fromRegister`), and which materials have a file (`handedIn`, by number).
 */
export async function factsOf(tx: Db | Tx, { crypto }: Pick<World, 'crypto'>, { record, at }: Asking): Promise<Facts> {
  const { id, dataKey, content, organisation, receivedAt } = record;
  const { answers, provenance } = openContent(crypto, dataKey, { place: casePlace(id), sealed: content });
  const { layout } = await pinnedForm(tx, record.formVersion);
  const files = await caseFiles(tx, id);
  const names = layout.pages.flatMap(({ fields }) => fields.map(({ name }) => name));
  return {
    // What was not asked, or not answered, is null: a condition on it does not hold.
    ...Object.fromEntries(names.map((name) => [name, null])),
    ...answers,
    applicant: organisation === undefined ? 'person' : 'organisation',
    received: civilDate(receivedAt).toString(),
    fromRegister: Object.keys(provenance).toSorted(),
    handedIn: [...new Set(files.flatMap(({ material }) => material ?? []))].toSorted((one, other) => one - other),
    at: at.toISOString(),
  };
}
