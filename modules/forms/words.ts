import { readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { z } from 'zod';
import type { Words } from './kinds/kind.ts';

const FILE = new URL('../../locales/zh-CN/forms.json', import.meta.url);

let words: Words | undefined;

/** The words that forms are written in. */
export function chineseWords(): Words {
  if (words !== undefined) return words;
  const texts = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(FILE, 'utf8')));
  words = (key, values) => String(new IntlMessageFormat(texts[key] ?? key, 'zh-CN').format(values));
  return words;
}
