import type { Translate } from '#kernel';

/** The fields of the figures, in the order of a file, with the law that asks for each where one does. */
export const fields = [
  { name: 'month', unit: 'month' },
  { name: 'number', unit: 'number' },
  { name: 'publishedAt', unit: 'moment' },
  { name: 'level', unit: 'code' },
  { name: 'department', unit: 'code' },
  { name: 'departmentName', unit: 'text' },
  { name: 'service', unit: 'code' },
  { name: 'serviceName', unit: 'text' },
  { name: 'merged', unit: 'number' },
  { name: 'received', unit: 'case', hasLaw: true },
  { name: 'accepted', unit: 'case', hasLaw: true },
  { name: 'closed', unit: 'case' },
  { name: 'decided', unit: 'case', hasLaw: true },
  { name: 'promised', unit: 'case' },
  { name: 'onTime', unit: 'case', hasLaw: true },
  { name: 'pending', unit: 'case' },
  { name: 'overdue', unit: 'case', hasLaw: true },
  { name: 'median', unit: 'workday', hasLaw: true },
  { name: 'p90', unit: 'workday' },
  { name: 'supplemented', unit: 'case', hasLaw: true },
  { name: 'prioritised', unit: 'case', hasLaw: true },
] as const;

export type FieldName = (typeof fields)[number]['name'];

export interface Definition {
  readonly name: FieldName;
  readonly label: string;
  readonly means: string;
  readonly unit: string;
  readonly law?: string;
}

/** What each field means: names are stable, sentences may get better. */
export function dictionary(t: Translate): readonly Definition[] {
  return fields.map(({ name, unit, ...field }) => ({
    name,
    label: t(`figures.field.${name}`),
    means: t(`figures.field.${name}.means`),
    unit: t(`figures.unit.${unit}`),
    ...('hasLaw' in field ? { law: t(`figures.field.${name}.law`) } : {}),
  }));
}

export function dictionaryJson(t: Translate): string {
  return JSON.stringify(
    { format: 'tongban-figures/1', fields: dictionary(t), rules: rules.map((rule) => t(rule)) },
    null,
    2,
  );
}

/** What holds for all of them. */
export const rules = [
  'figures.rule.smallest',
  'figures.rule.shares',
  'figures.rule.month',
  'figures.rule.for-ever',
] as const;
