import { z } from 'zod';

/** A document that an application needs (材料). */
export const Material = z.strictObject({
  /** Position in the list, from 1: what a form's file field and an upload point at. */
  no: z.int().min(1),
  name: z.string().min(1).max(500),
  need: z.enum(['required', 'conditional', 'optional', 'deferrable']),
  /** 来源渠道: 10 the applicant's own, 20 issued by government, 99 others; absent where the source is silent. */
  source: z.enum(['10', '20', '99']).optional(),
  /** `exempt`: not handed in if an e-licence or a data check replaces it, else uploaded; `either`: electronic or paper. */
  form: z.enum(['exempt', 'either']).optional(),
  /** What the government already holds and uses instead. */
  replacedBy: z.strictObject({ kind: z.enum(['eLicense', 'dataCheck']), name: z.string().min(1) }).optional(),
  commitmentAllowed: z.boolean().optional(),
  /** Made by the platform from the answers: nobody uploads it. */
  systemGenerated: z.boolean().optional(),
  note: z.string().min(1).optional(),
});
export type Material = Readonly<z.output<typeof Material>>;
