import type { Finding } from '#audit';

/** What a monitor found: a rule broken in the leaves, or a log that does not continue what was seen. */
export interface Alarm {
  readonly rule: string;
  readonly code: string;
  /** Where in the log it shows. */
  readonly index?: number;
  readonly finder: string;
  readonly detail: string;
  /** The file that proves it, where there is one. */
  readonly evidence?: string;
  /** Signed checkpoints that were kept. */
  readonly kept?: readonly string[];
}

export function alarmOf({ rule, code, index, finder, values }: Finding, evidence?: string): Alarm {
  const detail = Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  return { rule, code, index, finder, detail, ...(evidence === undefined ? {} : { evidence }) };
}

/** One line for a person. */
export function sentence({ rule, code, index, detail, evidence, kept = [] }: Alarm): string {
  const proof = evidence === undefined ? '' : `; evidence: ${evidence}`;
  const notes = evidence !== undefined || kept.length === 0 ? '' : `; kept: ${kept.join(' and ')}`;
  return `ALARM ${rule} ${code}${where(index)}${detail === '' ? '' : ` (${detail})`}${proof}${notes}`;
}

/** One line that says where the proof of an alarm is that was told before. */
export function proofSentence({ rule, code, index, evidence = '' }: Alarm): string {
  return `PROOF ${rule} ${code}${where(index)}; evidence: ${evidence}`;
}

function where(index: number | undefined): string {
  return index === undefined ? '' : ` at leaf ${index}`;
}
