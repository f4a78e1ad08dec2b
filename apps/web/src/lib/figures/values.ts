import type { FigureRow, MonthName } from '#analytics';
import type { Translate } from '#kernel';

/** One figure of a row as it stands in a table: what it is, and of how many. */
export interface Value {
  readonly name:
    'received' | 'accepted' | 'closed' | 'onTime' | 'median' | 'p90' | 'overdue' | 'supplemented' | 'prioritised';
  readonly main: string;
  /** Numerator and denominator. */
  readonly of?: string;
}

const grouped = new Intl.NumberFormat('zh-CN');

/** What somebody reads of a row, in the order of the columns. */
export function valuesOf(row: FigureRow, t: Translate): readonly Value[] {
  const count = (name: Value['name'], value: number): Value => ({ name, main: grouped.format(value) });
  const share = (name: Value['name'], value: number | undefined, of: number): Value => {
    if (value === undefined) return { name, main: t('figures.hidden') };
    if (of === 0) return { name, main: t('figures.none.value') };
    const ofAll = t('figures.ofAll', { count: grouped.format(value), of: grouped.format(of) });
    return { name, main: t('figures.rate', { percent: percentOf(value, of) }), of: ofAll };
  };
  const days = (name: Value['name'], value: number | undefined): Value => ({
    name,
    main: value === undefined ? t('figures.none.value') : t('figures.days', { days: value }),
  });
  return [
    count('received', row.received),
    count('accepted', row.accepted),
    count('closed', row.closed),
    share('onTime', row.onTime, row.promised),
    days('median', row.median),
    days('p90', row.p90),
    share('overdue', row.overdue, row.pending),
    share('supplemented', row.supplemented, row.closed),
    share('prioritised', row.prioritised, row.closed),
  ];
}

/** Percent with one decimal, never rounded up: one that is late is not a hundred percent in time. */
export function percentOf(count: number, of: number): number {
  return of === 0 ? 0 : Math.floor((count * 1000) / of) / 10;
}

/** A month in words. */
export function monthText(month: MonthName, t: Translate): string {
  const [year = '', number = ''] = month.split('-');
  return t('figures.month.of', { year, month: Number(number) });
}

/** What of the figures an address shows. */
export function addressOf(choice: Readonly<Record<string, string | undefined>>): string {
  const query = Object.entries(choice).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return query.length === 0 ? '/open/figures' : `/open/figures?${query.join('&')}`;
}
