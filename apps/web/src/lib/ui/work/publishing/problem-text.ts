import type { PartProblem } from '#publishing';
import type { Translate } from '#lib/text.ts';

/** A problem as a sentence with its place in the file. */
export function problemText({ code, values, line, detail, place }: PartProblem, t: Translate): string {
  const where = [
    ...(place?.page === undefined ? [] : [t('publishing.place.page', { no: place.page + 1 })]),
    ...(place?.field === undefined ? [] : [t('publishing.place.field', { no: place.field + 1 })]),
    ...(line === undefined ? [] : [t('publishing.line', { line })]),
    ...(detail === undefined || detail === '' ? [] : [detail]),
  ];
  const says = t(code, values);
  return where.length === 0 ? says : `${says} (${where.join(' · ')})`;
}

/** Name of the part that a problem is in. */
export function partName(part: PartProblem['part'], t: Translate): string {
  if (part === 'route' || part === 'form' || part === 'item' || part === 'texts') return t(`publishing.part.${part}`);
  return `${t('publishing.part.decision')} ${part.slice('decision.'.length)}`;
}
