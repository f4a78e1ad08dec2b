import type { ShortNo } from '#cases';
import type { Db } from '#kernel';
import type { MonthName } from './month.ts';

/** Why a case was over its promised time, as its department says in public (优化营商环境条例 36). */
export interface OverdueReason {
  readonly case: ShortNo;
  /** Of the list from which departments choose. */
  readonly code: string;
  readonly text: string;
  readonly at: Date;
}

/** A port: who keeps the explanations of departments hands in those of a month. */
export type OverdueReasons = (db: Db, month: MonthName) => Promise<readonly OverdueReason[]>;
