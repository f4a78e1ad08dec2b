/** Binds a sealed event to its case. */
export function eventContext(caseId: string): string {
  return `cases.event:${caseId}`;
}
