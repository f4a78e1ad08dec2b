/** The fairness rules of the ledger's specification. */
export type Rule = 'M1' | 'M2' | 'M3' | 'M4' | 'M5' | 'M6' | 'M7' | 'M8' | 'M9' | 'M11' | 'M12' | 'M13';

/** Who can notice: anybody who reads the log, the holder of a receipt, or a witness who remembers checkpoints. */
export type Finder = 'public' | 'receipt' | 'witness';

/** Every way in which the record can break a rule. Sentences are under `audit.` in the locales. */
export const findingRules = {
  'leaf.malformed': 'M1',
  'number.not-next': 'M2',
  'queue.undeclared': 'M2',
  'chain.broken': 'M3',
  'chain.forked': 'M3',
  'chain.no-open-case': 'M3',
  'take.out-of-turn': 'M4',
  'take.beyond-quota': 'M4',
  'take.not-in-queue': 'M4',
  'migrated.out-of-order': 'M4',
  'take.twice': 'M5',
  'take.held': 'M5',
  'take.ended': 'M5',
  'task.not-in-hand': 'M5',
  'task.not-held': 'M5',
  'task.other': 'M5',
  'task.unfinished': 'M5',
  'task.not-automatic': 'M5',
  'accept.twice': 'M5',
  'take.not-covered': 'M6',
  'take.stale-checkpoint': 'M6',
  'take.future-checkpoint': 'M6',
  'lane.without-grant': 'M7',
  'rule.too-soon': 'M7',
  'grant.no-rule': 'M7',
  'grant.other-lane': 'M7',
  'grant.rule-too-soon': 'M7',
  'grant.rule-not-in-force': 'M7',
  'grant.rule-ended': 'M7',
  'grant.same-approver': 'M8',
  'grant.not-approved': 'M8',
  'take.grant-not-cited': 'M9',
  'take.no-such-grant': 'M9',
  'time.behind': 'M11',
  'time.after-cosigned': 'M11',
  'time.before-cosigned': 'M11',
  'kind.unknown': 'M12',
  'take.paused': 'M13',
} as const satisfies Readonly<Record<string, Rule>>;

export type FindingCode = keyof typeof findingRules;

/** A rule that the record shows broken: no verdict, but something to be explained. */
export interface Finding {
  readonly rule: Rule;
  readonly code: FindingCode;
  /** The leaf at which it shows. */
  readonly index: number;
  /** The leaves that prove it, in order; none lies beyond `index`. */
  readonly leaves: readonly number[];
  readonly finder: Finder;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Findings that rest on a witness's clock. */
export function finderOf(code: FindingCode): Finder {
  return code === 'time.after-cosigned' || code === 'time.before-cosigned' ? 'witness' : 'public';
}
