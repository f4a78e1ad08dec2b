import type { ProofStep } from '#cases';

/** How far an application is proved, for the pages of its applicant. */
export interface Proof {
  readonly no: string;
  readonly index: bigint;
  readonly step: ProofStep;
  /** Whether anybody outside is asked to witness the log. */
  readonly hasWitnesses: boolean;
}

export interface StepView {
  readonly step: ProofStep;
  readonly reached: boolean;
  /** Translation keys of what it is called now, and of what that means. */
  readonly name: string;
  readonly says: string;
}

const steps = ['promised', 'published', 'witnessed'] as const;

/** The three steps, each reached or still to come. */
export function stepViews({ step: current, hasWitnesses }: Pick<Proof, 'step' | 'hasWitnesses'>): readonly StepView[] {
  const at = steps.indexOf(current);
  return steps.map((step, n) => {
    const key = `proof.step.${step}`;
    if (n <= at) return { step, reached: true, name: key, says: `${key}.says` };
    return step === 'witnessed' && !hasWitnesses
      ? { step, reached: false, name: `${key}.nobody`, says: `${key}.none` }
      : { step, reached: false, name: `${key}.later`, says: `${key}.waits` };
  });
}

/** 64 hexadecimal digits in groups of four, as people compare them. */
export function hexGroups(bytes: Uint8Array): readonly string[] {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.match(/.{1,4}/g) ?? [];
}
