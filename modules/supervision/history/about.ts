import { z } from 'zod';

/** What an event may be about; ids are those of the platform, and nobody is named. */
export const about = {
  /** The program or table that it comes from, and its name there; both together name it for ever. */
  source: z.string().min(1),
  key: z.string().min(1),
  at: z.coerce.date(),
  case: z.string().optional(),
  /** Number of the task within its case. */
  n: z.int().optional(),
  stage: z.enum(['acceptance', 'examination', 'decision', 'delivery']).optional(),
  /** The unit that acted, or answers for it. */
  unit: z.string().optional(),
  /** Shown to people as a pseudonym. */
  officer: z.string().optional(),
  /** The service item, whatever its version. */
  item: z.string().optional(),
};
