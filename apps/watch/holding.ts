import { AuditProblem, verifyEvidence, type Trust } from '#audit';
import { encodeUtf8, TlogProblem } from '#tlog';

/** Evidence if it verifies: otherwise it would discredit whoever shows it. */
export function holding(evidence: string, trust: Trust): string | undefined {
  try {
    verifyEvidence(encodeUtf8(evidence), trust);
    return evidence;
  } catch (error) {
    if (error instanceof AuditProblem || error instanceof TlogProblem) return undefined;
    throw error;
  }
}
