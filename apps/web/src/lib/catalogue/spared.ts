import type { Material } from '#catalogue';

/** Whether the applicant need not bring this document: the government holds it already, or the platform makes it. */
export function isSpared({ replacedBy, systemGenerated }: Material): boolean {
  return replacedBy !== undefined || systemGenerated === true;
}
