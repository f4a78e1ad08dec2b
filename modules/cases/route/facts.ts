import { civilDate, type World } from '#kernel';
import type { Facts } from '#routing';
import type { CaseRecord } from '../case-store.ts';
import { casePlace, openContent } from '../content.ts';

/**
 * What conditions and decision tables may know of a case: its answers by the names of their fields, who applies
 * (`applicant`: person or organisation), when it was received and when this is asked (`at`, RFC 3339).
 */
export function factsOf({ crypto }: Pick<World, 'crypto'>, record: CaseRecord, at: Date): Facts {
  const { id, dataKey, content, organisation, receivedAt } = record;
  const { answers } = openContent(crypto, dataKey, { place: casePlace(id), sealed: content });
  return {
    ...answers,
    applicant: organisation === undefined ? 'person' : 'organisation',
    received: civilDate(receivedAt).toString(),
    at: at.toISOString(),
  };
}
