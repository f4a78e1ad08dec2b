import { z } from 'zod';
import { about } from './about.ts';

/** Counters, payments, ratings and accounts. */

/** Money was charged; amounts in 分. */
export const Charge = z.strictObject({
  ...about,
  type: z.literal('charge'),
  case: z.string(),
  charged: z.int().min(0),
  standard: z.int().min(0),
  through: z.enum(['platform', 'outside']),
  /** What was taken off by law, with its basis on file. */
  reduced: z.int().min(0).optional(),
});

/** Something that is owed an answer went on. */
export const Answer = z.strictObject({
  ...about,
  type: z.literal('answer'),
  /** The clock of the answer. */
  id: z.string(),
  to: z.enum(['consultation', 'complaint', 'rating', 'refund']),
  /** `waits`: for whoever asked; `excluded`: a rating that a review found to be a mistake or malicious. */
  step: z.enum(['waits', 'resumed', 'contacted', 'answered', 'excluded']),
});

export const Rating = z.strictObject({
  ...about,
  type: z.literal('rating'),
  case: z.string(),
  level: z.int().min(1).max(5),
  network: z.enum(['outside', 'hall', 'staff']),
  kiosk: z.boolean().optional(),
  closedAt: z.coerce.date(),
});

/** What a unit has declared before it happened, signed. */
export const Declared = z.strictObject({
  ...about,
  type: z.literal('declared'),
  what: z.enum([
    'overtime',
    'migration',
    'break',
    'equipment',
    'bulkWindow',
    'specialistAbsent',
    'specialist',
    'collectLater',
    'proxyTeam',
    'legalChange',
  ]),
  from: z.coerce.date(),
  until: z.coerce.date(),
  agent: z.string().optional(),
  device: z.string().optional(),
  queue: z.string().optional(),
});

/** An hour at a window: how many were called, and how many waited on average. */
export const Window = z.strictObject({
  ...about,
  type: z.literal('window'),
  unit: z.string(),
  window: z.string(),
  called: z.int().min(0),
  waiting: z.number().min(0),
});

/** Which device an act was done on. */
export const Device = z.strictObject({
  ...about,
  type: z.literal('device'),
  case: z.string(),
  officer: z.string(),
  device: z.string(),
  act: z.enum(['accepted', 'approved']),
});

export const Login = z.strictObject({
  ...about,
  type: z.literal('login'),
  officer: z.string(),
  device: z.string(),
  place: z.string(),
});

/** A complaint; of its words only which of the words for bribes occur. */
export const Complaint = z.strictObject({
  ...about,
  type: z.literal('complaint'),
  words: z.array(z.string()).max(20),
});

export const Booking = z.strictObject({
  ...about,
  type: z.literal('booking'),
  device: z.string(),
  slot: z.string(),
  step: z.enum(['booked', 'cancelled']),
});
