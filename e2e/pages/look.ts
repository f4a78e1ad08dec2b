import type { Page } from 'playwright-core';

/** Those who apply; all others work for the city. */
export const residents = ['zhang-wei', 'he-xiuying', 'yang-amei', 'li-ming'] as const;

export type Who =
  | (typeof residents)[number]
  | 'clerk-gaj'
  | 'clerk-gjj'
  | 'clerk-scj'
  | 'examiner-scj'
  | 'examiner-xfj'
  | 'approver-gaj'
  | 'approver-gjj'
  | 'examiner-gcj'
  | 'approver-scj'
  | 'bureau'
  | 'deputy-bureau'
  | 'supervisor';

/** One state of one page: whose it is, and how it comes about. */
export interface Look {
  readonly name: string;
  readonly who?: Who;
  readonly path: string;
  /** What is done there before anybody looks. */
  readonly then?: (page: Page) => Promise<void>;
}
