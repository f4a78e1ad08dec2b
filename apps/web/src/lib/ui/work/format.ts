import { text } from '#lib/text.ts';

const LEGAL_TIME_ZONE = 'Asia/Shanghai';

/** How instants, civil dates, sizes and limits are written on the work pages. */
export interface Format {
  readonly date: (at: Date | string) => string;
  readonly time: (at: Date) => string;
  readonly dateTime: (at: Date) => string;
  readonly size: (bytes: number) => string;
  readonly limit: (limit: Limit) => string;
  readonly waited: (since: Date, until: Date) => string;
}

export interface Limit {
  readonly value: number;
  readonly unit: string;
}

/** The formats in the language of the page; call while a component is set up. */
export function format(locale = 'zh-CN'): Format {
  const t = text();
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: LEGAL_TIME_ZONE });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: LEGAL_TIME_ZONE });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: LEGAL_TIME_ZONE });
  const date = (at: Date | string) => {
    const instant = typeof at === 'string' ? noonOf(at) : at;
    return `${day.format(instant)}(${weekday.format(instant)})`;
  };
  return {
    date,
    time: (at) => clock.format(at),
    dateTime: (at) => t('work.at', { date: date(at), time: clock.format(at) }),
    size: (bytes) =>
      bytes >= 1_048_576
        ? t('work.sizeMegabytes', { size: (bytes / 1_048_576).toFixed(1) })
        : t('work.sizeKilobytes', { size: Math.max(1, Math.round(bytes / 1024)) }),
    limit: ({ value, unit }) => (value === 0 ? t('limit.atOnce') : t(`limit.${unit}`, { count: value })),
    waited: (since, until) => {
      const minutes = Math.max(0, Math.floor((until.getTime() - since.getTime()) / 60_000));
      if (minutes < 60) return t('open.waited', { minutes });
      const hours = Math.floor(minutes / 60);
      return hours < 48 ? t('open.waited.hours', { hours }) : t('open.waited.days', { days: Math.floor(hours / 24) });
    },
  };
}

/** A civil date has no zone; noon in legal time is on that day everywhere the page may be rendered. */
function noonOf(civilDate: string): Date {
  return new Date(`${civilDate}T12:00:00+08:00`);
}
