import { cleanText, saysNothing } from './clean-text.ts';

export interface ContactRead {
  readonly contact?: { readonly phones: readonly string[]; readonly text?: string };
  readonly outcome: 'as-it-was' | 'cleaned' | 'not-understood';
}

/** Everything with digits that is no telephone number: addresses of the web, hours, postal codes, years. */
const NO_PHONE = [
  /[\w.+-]+@[\w.-]+/g,
  /https?:\/\/[^\s,;、。)]+/g,
  /\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}/g,
  /邮政编码:?\s*\d{6}/g,
  /\d{4}年/g,
];
const AREA = String.raw`\(?(?<area>0\d{2,3})\)?[\s-]*`;
const LOCAL = String.raw`\d{4}[\s-]\d{4}|\d{3}[\s-]\d{4}|\d{7,8}`;
const SHORT = String.raw`1[12]\d{3}|9[56]\d{3}`;
const EXTENSION = String.raw`(?<extension>(?:[-转]\d{1,5})*)`;
const PHONE = new RegExp(
  String.raw`(?<![\w.])(?:${AREA})?(?:(?<number>${LOCAL}|${SHORT})|(?<whole>1[3-9]\d{9}|400[\s-]?\d{3}[\s-]?\d{4}))${EXTENSION}(?![\w-])`,
  'g',
);

/** Telephone numbers out of free text, with the area code of the number before where one has none of its own. */
export function readContact(raw: string): ContactRead {
  const text = cleanText(raw);
  if (saysNothing(text)) return { outcome: 'as-it-was' };
  const phones = phonesIn(text);
  if (phones.length === 0) {
    const isWords = /\p{Script=Han}{2}/u.test(text);
    return { ...(isWords ? { contact: { phones: [], text } } : {}), outcome: 'not-understood' };
  }
  const labels = text.replace(/[\d\s()（）、，,;；/。.:：转-]|电话|或|拨打|咨询|投诉|号码/g, '');
  const contact = { phones, ...(/\p{Script=Han}{2}/u.test(labels) ? { text } : {}) };
  return { contact, outcome: phones.join('、') === raw ? 'as-it-was' : 'cleaned' };
}

function phonesIn(text: string): readonly string[] {
  const plain = NO_PHONE.reduce(
    (rest, pattern) => rest.replace(pattern, ' '),
    text.normalize('NFKC').replace(/[-‐-―−]+/g, '-'),
  );
  const phones: string[] = [];
  let lastArea: string | undefined;
  for (const { groups = {} } of plain.matchAll(PHONE)) {
    const { area, number, whole, extension = '' } = groups;
    const digits = (number ?? whole ?? '').replace(/\D/g, '');
    const inherited = number !== undefined && digits.length > 5 ? (area ?? lastArea) : area;
    phones.push(`${inherited === undefined ? '' : `${inherited}-`}${digits}${extension}`);
    lastArea = area ?? lastArea;
  }
  return [...new Set(phones)];
}
