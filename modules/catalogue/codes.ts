import { creditCodeProblem } from '#kernel';

export type CatalogCodeProblem = 'length' | 'region' | 'type' | 'serial';
export type TaskCodeProblem =
  | 'length'
  | 'agency-characters'
  | 'agency-check'
  | 'agency-organisation-check'
  | 'level'
  | `catalog-${CatalogCodeProblem}`;
export type HandleItemCodeProblem = TaskCodeProblem | 'handle-serial';

const CATALOG = 12;
const AGENCY = 18;
const TASK = AGENCY + 1 + CATALOG;
const HANDLE_ITEM = TASK + 2;

/**
 * What is wrong with a 12-character 基本编码 (C0109.1, GB/T 39554.1): region 2 (00 for the country), item type 2,
 * main item 5 (not 00000), sub-item 3. Provinces number types beyond the national table and write `00Y` for "has
 * sub-items", so type is two digits of any kind and the last character may be a letter.
 */
export function catalogCodeProblem(code: string): CatalogCodeProblem | undefined {
  if (code.length !== CATALOG) return 'length';
  if (!/^\d\d$/.test(code.slice(0, 2))) return 'region';
  if (!/^\d\d$/.test(code.slice(2, 4))) return 'type';
  if (!/^\d{7}[0-9A-Z]$/.test(code.slice(4)) || code.slice(4, 9) === '00000') return 'serial';
  return undefined;
}

/**
 * What is wrong with a 31-character 实施编码 (GB/T 39554.2): credit code of the agency 18, with both of its check
 * digits, level 1 (1 nation to 6 village, 7 shared), 基本编码 12.
 */
export function taskCodeProblem(code: string): TaskCodeProblem | undefined {
  if (code.length !== TASK) return 'length';
  const agency = creditCodeProblem(code.slice(0, AGENCY));
  if (agency === 'organisation-check') return 'agency-organisation-check';
  if (agency === 'check') return 'agency-check';
  if (agency !== undefined) return 'agency-characters';
  if (!/^[1-7]$/.test(code.charAt(AGENCY))) return 'level';
  const catalog = catalogCodeProblem(code.slice(AGENCY + 1));
  return catalog && `catalog-${catalog}`;
}

/** What is wrong with a 33-character 业务办理项编码: 实施编码 31 and a serial of two digits, not 00. */
export function handleItemCodeProblem(code: string): HandleItemCodeProblem | undefined {
  if (code.length !== HANDLE_ITEM) return 'length';
  const serial = code.slice(TASK);
  return (
    taskCodeProblem(code.slice(0, TASK)) ?? (/^\d\d$/.test(serial) && serial !== '00' ? undefined : 'handle-serial')
  );
}

export interface ItemCode {
  /** Credit code of the agency. */
  readonly agency: string;
  /** 行使层级, 1 to 7. */
  readonly level: string;
  /** Type digits inside the 基本编码: national, or provincial where the province has its own table. */
  readonly type: string;
  readonly catalogCode: string;
  readonly taskCode: string;
  readonly handleItemCode?: string;
}

/** The parts of an item's code of 31 or 33 characters, or what is wrong with it. */
export function readItemCode(code: string): ItemCode | HandleItemCodeProblem {
  const problem = code.length === HANDLE_ITEM ? handleItemCodeProblem(code) : taskCodeProblem(code);
  if (problem !== undefined) return problem;
  const catalogCode = code.slice(AGENCY + 1, TASK);
  return {
    agency: code.slice(0, AGENCY),
    level: code.charAt(AGENCY),
    type: catalogCode.slice(2, 4),
    catalogCode,
    taskCode: code.slice(0, TASK),
    ...(code.length === HANDLE_ITEM ? { handleItemCode: code } : {}),
  };
}
