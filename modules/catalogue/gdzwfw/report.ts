/** Values for a translated sentence. */
export type Values = Readonly<Record<string, string | number>>;

/** Something that was put right: `code` is a translation key, `catalogue.repair.…`, and stable. */
export interface Repair {
  readonly code: RepairCode;
  readonly values: Values;
}

export type RepairCode = `catalogue.repair.${
  | 'byte-order-mark'
  | 'text-cleaned'
  | 'type-mapped'
  | 'level-from-code'
  | 'limit-not-understood'
  | 'promise-longer-than-law'
  | 'phone-cleaned'
  | 'phone-not-understood'
  | 'subject-mapped'
  | 'subject-unknown'
  | 'topic-split'
  | 'material-empty'
  | 'material-duplicate'
  | 'materials-from-text'
  | 'conditions-cut-off'
  | 'visits-not-understood'
  | 'flag-not-understood'}`;

/** Why a line was not taken: `code` is a translation key, `catalogue.line.…`, and stable. */
export interface Rejection {
  readonly code: RejectionCode;
  readonly values: Values;
  /** The item that the line is about, where that much can be read. */
  readonly item?: string;
}

export type RejectionCode = `catalogue.line.${
  | 'too-long'
  | 'encoding'
  | 'truncated'
  | 'not-json'
  | 'not-an-object'
  | 'missing'
  | 'wrong-kind'
  | 'text-broken'
  | `code-${'length' | 'agency-characters' | 'agency-check' | 'agency-organisation-check' | 'level' | 'catalog' | 'handle-serial'}`
  | 'code-mismatch'
  | 'area-unknown'
  | 'type-unknown'
  | 'type-mismatch'
  | 'elements'
  | 'duplicate'}`;

/** What became of one line. */
export interface LineReport {
  readonly line: number;
  readonly outcome: 'imported' | 'unchanged' | 'rejected';
  readonly item?: string;
  readonly repairs: readonly Repair[];
  readonly rejection?: Rejection;
}

export interface ImportCounts {
  readonly lines: number;
  readonly imported: number;
  /** Of those imported: with something wrong that was put right; translated codes alone do not count. */
  readonly repaired: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** In how many imported lines each repair was made, and how often each rejection. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** Translations between code tables: reported, but nothing was wrong with the line. */
const MAPPINGS: ReadonlySet<RepairCode> = new Set(['catalogue.repair.type-mapped', 'catalogue.repair.subject-mapped']);

/** Adds line reports up. */
export function tally(): { add(report: LineReport): void; counts(): ImportCounts } {
  const outcomes = { imported: 0, unchanged: 0, rejected: 0 };
  const reasons = new Map<string, number>();
  let repaired = 0;
  const count = (code: string) => reasons.set(code, (reasons.get(code) ?? 0) + 1);
  return {
    add({ outcome, repairs, rejection }) {
      outcomes[outcome] += 1;
      if (rejection !== undefined) count(rejection.code);
      if (outcome !== 'imported') return;
      if (repairs.some(({ code }) => !MAPPINGS.has(code))) repaired += 1;
      for (const code of new Set(repairs.map((repair) => repair.code))) count(code);
    },
    counts: () => ({
      lines: outcomes.imported + outcomes.unchanged + outcomes.rejected,
      ...outcomes,
      repaired,
      reasons: Object.fromEntries([...reasons].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    }),
  };
}
