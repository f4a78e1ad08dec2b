import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { checkCharacter, civilDate, hasCheckCharacter, type Brand } from '#kernel';

/** `LJ` + yyMMdd + 6 digits + check character (ISO 7064 MOD 37,36): what people read out and type. */
export type ShortNo = Brand<string, 'ShortNo'>;

/** Implementation code (31 or 33) + yyyyMMdd + serial of at least 4 digits: 办件编号, reference 1.11. */
export type CaseNo = Brand<string, 'CaseNo'>;

const SERIALS_PER_DAY = 1_000_000n;
const SHORT_NO = /^LJ\d{12}[0-9A-Z]$/;

/** @param serial any running number; its last six digits are used. */
export function shortNo(receivedAt: Date, serial: bigint): ShortNo {
  const day = civilDate(receivedAt).toString().replaceAll('-', '').slice(2);
  const body = `LJ${day}${String(serial % SERIALS_PER_DAY).padStart(6, '0')}`;
  return `${body}${checkCharacter(body)}` as ShortNo;
}

/** @param serial the item's serial of the day, from 1. */
export function caseNo(itemCode: string, receivedAt: Date, serial: number): CaseNo {
  const day = civilDate(receivedAt).toString().replaceAll('-', '');
  return `${itemCode}${day}${String(serial).padStart(4, '0')}` as CaseNo;
}

/** What somebody typed as a short number, without spaces and in capitals; undefined if it cannot be one. */
export function readShortNo(text: string): ShortNo | undefined {
  const typed = text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();
  return SHORT_NO.test(typed) && hasCheckCharacter(typed) ? (typed as ShortNo) : undefined;
}

/** RFC 4648 base32 without padding: no 0, 1, 8 or 9 that could be taken for letters. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const QUERY_CODE_LENGTH = 8;

/** A query code (查询密码): 40 random bits, useless without the number and guessed only against a rate limit. */
export function newQueryCode(): string {
  return Array.from({ length: QUERY_CODE_LENGTH }, () => BASE32.charAt(randomInt(BASE32.length))).join('');
}

/** What somebody typed as a query code, in capitals and without spaces. */
export function readQueryCode(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();
}

/** A short number in an input of a use case. */
export const ShortNoInput = z.string().transform((text, context) => {
  const no = readShortNo(text);
  if (no !== undefined) return no;
  context.addIssue({ code: 'custom', message: 'not a short number' });
  return z.NEVER;
});
