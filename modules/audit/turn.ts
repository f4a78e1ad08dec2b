export interface Waiting {
  /** Whether a task of lane 0 or 1 waits that the officer may take. */
  readonly lane01Waits: boolean;
  /** Whether a task of lane 2 waits that the officer may take. */
  readonly lane2Waits: boolean;
  /**
   * Takes from lane 2 since the last take from lanes 0–1 that was made while any task of lane 2 was eligible, whether or
   * not its officer was barred from that one; Infinity before the first.
   */
  readonly since: number;
  /** At most one in so many takes comes from lanes 0–1 while lane 2 waits; undefined: no limit. */
  readonly quota: number | undefined;
}

/** Whose turn it is in a queue with lanes: the head of lanes 0–1, the head of lane 2, or nobody waits. */
export type Turn = 'priority' | 'normal' | 'nobody';

/** The quota of rule M4, for the dispatcher and for whoever checks it. */
export function turn({ lane01Waits, lane2Waits, since, quota }: Waiting): Turn {
  if (!lane01Waits) return lane2Waits ? 'normal' : 'nobody';
  if (!lane2Waits || quota === undefined) return 'priority';
  return since >= quota - 1 ? 'priority' : 'normal';
}
