import type { Translate } from '#kernel';
import { csv } from './csv.ts';
import type { OpenProcess } from './open-process.ts';
import { stepName } from './step-name.ts';

type Row = readonly [part: string, id: string, name: string, figure: string, value: number, unit: string];

/** The figures of a public map one by one, each with its unit: a table that any program reads. */
export function mapCsv({ shown }: OpenProcess, t: Translate): string {
  const head = ['part', 'id', 'name', 'figure', 'value', 'unit'];
  return csv([head, ...(shown === undefined ? [] : rowsOf(shown, t))]);
}

function rowsOf({ figures, map }: NonNullable<OpenProcess['shown']>, t: Translate): readonly Row[] {
  const names = new Map(map.steps.map((step) => [step.step, stepName(step, t)]));
  const nameOf = (id: string) => names.get(id) ?? id;
  return [
    ...(['closed', 'shown', 'rest', 'unclear'] as const).map((figure): Row => [
      'all',
      '',
      '',
      figure,
      figures[figure],
      'cases',
    ]),
    ...map.steps.flatMap((step): readonly Row[] => {
      const row = (figure: string, value: number | undefined, unit: string): readonly Row[] =>
        value === undefined ? [] : [['step', step.step, nameOf(step.step), figure, value, unit]];
      return [
        ...row('entered', step.entered, 'cases'),
        ...row('finished', step.finished, 'cases'),
        ...(step.isTask ? row('timed', step.waiting.count, 'tasks') : []),
        ...row('waiting_median', step.waiting.median, 'workdays'),
        ...row('waiting_p90', step.waiting.p90, 'workdays'),
        ...row('working_median', step.working.median, 'workdays'),
        ...row('working_p90', step.working.p90, 'workdays'),
        ...row('share_of_promise', step.share, 'percent'),
      ];
    }),
    ...map.flows.flatMap(({ flow, from, to, times, cases }): readonly Row[] => {
      const name = `${nameOf(from)} → ${nameOf(to)}`;
      return [
        ['flow', flow, name, 'times', times, 'times'],
        ['flow', flow, name, 'cases', cases, 'cases'],
      ];
    }),
    ...figures.deviations.flatMap(({ kind, count }): readonly Row[] =>
      count === undefined ? [] : [['deviation', kind, t(`process.deviation.${kind}`), 'cases', count, 'cases']],
    ),
  ];
}

/** The same as JSON, with what each figure means. */
export function mapJson({ shown, item, name, unitName, promise }: OpenProcess, t: Translate): string {
  const figures = shown && {
    version: shown.version,
    number: shown.number,
    ...(shown.since === undefined ? {} : { closedAfter: shown.since.toISOString() }),
    publishedAt: shown.at.toISOString(),
    figures: {
      ...shown.figures,
      steps: shown.map.steps.map(({ isTask: _, ...step }) => ({ ...step, name: stepName(step, t) })),
      edges: shown.map.flows,
      deviations: shown.figures.deviations.map((each) => ({ ...each, name: t(`process.deviation.${each.kind}`) })),
    },
  };
  const definitions = Object.fromEntries(defined.map((figure) => [figure, t(`process.means.${figure}`)]));
  return JSON.stringify({ service: item, name, department: unitName, promise, ...figures, definitions }, null, 2);
}

/** Figures that have a definition, in the order of the page. */
export const defined = [
  'cases',
  'rest',
  'entered',
  'waiting',
  'working',
  'median',
  'p90',
  'share',
  'flow',
  'deviation',
] as const;
