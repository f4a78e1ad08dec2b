import { z } from 'zod';

export const SupplementItem = z.strictObject({
  /** Number of the material in the item's list; absent for anything else. */
  material: z.number().int().min(1).optional(),
  /** What is missing or wrong, and what would be right. */
  text: z.string().trim().min(2).max(500),
});

export const SupplementItems = z.array(SupplementItem).min(1).max(30);

/** Binds the sealed list to its case. */
export function supplementContext(caseId: string): string {
  return `cases.supplement:${caseId}`;
}
