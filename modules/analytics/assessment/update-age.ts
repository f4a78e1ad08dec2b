const DAY_MS = 86_400_000;
/** Of the reference: a guide is looked at again twice a year. */
const MOST_DAYS = 180;

export function isLateVersion(since: Date, at: Date): boolean {
  return at.getTime() - since.getTime() > MOST_DAYS * DAY_MS;
}
