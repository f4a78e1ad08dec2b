import type { Said } from './judge.ts';

export type Sentences = Readonly<Record<string, string>>;

/** Puts sentences into words in the browser: these have nothing but names in braces. */
export interface Words {
  readonly plain: (key: string) => string;
  readonly say: (said: Said) => string;
}

const TIMES = new Set(['time', 'due']);
const time = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Asia/Shanghai' });

export function wordsOf(sentences: Sentences): Words {
  const plain = (key: string) => sentences[key] ?? '';
  const named = (prefix: string, value: string, other = value) => sentences[`${prefix}.${value}`] ?? other;
  const shown = (name: string, value: string): string => {
    if (TIMES.has(name)) return moment(value);
    if (name === 'kind') return named('verify.leaf', value, plain('verify.leaf.other'));
    if (name === 'field') return named('verify.field', value);
    if (name === 'assumption') return named('audit.assumes', value);
    if (name === 'quorum') return named('verify.quorum', value);
    return value === '' ? plain('verify.none') : value;
  };
  return {
    plain,
    say: ({ key, values }) => {
      const finding = values.code === undefined ? '' : named('audit', values.code);
      return plain(key).replaceAll(/\{(\w+)\}/g, (_, name: string) =>
        name === 'finding' ? finding : shown(name, values[name] ?? ''),
      );
    },
  };
}

/** Seconds since 1970 in words; a number that is no time of any calendar as it was written. */
function moment(seconds: string): string {
  const at = new Date(Number(seconds) * 1000);
  return Number.isNaN(at.getTime()) ? seconds : time.format(at);
}
