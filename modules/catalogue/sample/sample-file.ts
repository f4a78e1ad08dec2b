import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { LimitUnit } from '../limit.ts';

const Coded = z.object({ code: z.string(), name: z.string() });

const SampleMaterial = z.object({
  no: z.int(),
  name: z.string(),
  source: Coded,
  required: z.enum(['required', 'conditional', 'optional']),
  eLicense: z.object({
    replaceable: z.boolean(),
    kind: z.enum(['eLicense', 'dataCheck']).nullable(),
    name: z.string().nullable(),
  }),
  commitmentAllowed: z.boolean(),
  deferrable: z.boolean(),
  systemGenerated: z.boolean(),
  note: z.string().nullable(),
});

const SampleStage = z.object({
  no: z.int(),
  name: z.string(),
  limit: z.number(),
  unit: LimitUnit,
  countsTowardDecision: z.boolean(),
  specialProcedure: z.boolean(),
});

export const SampleItem = z.object({
  id: z.string(),
  sample: z.literal(true),
  code: z.object({ catalogCode: z.string(), taskCode: z.string() }),
  name: z.string(),
  plainName: z.string(),
  itemType: Coded,
  department: z.object({ key: z.string(), name: z.string(), uscc: z.string() }),
  useLevel: Coded,
  subject: z.array(Coded),
  caseType: Coded,
  statutoryLimit: z.object({ value: z.number().nullable(), unit: LimitUnit.nullable(), basis: z.string() }),
  promisedLimit: z.object({ value: z.number(), unit: LimitUnit, display: z.string().optional() }),
  acceptConditions: z.array(z.string()),
  materials: z.array(SampleMaterial),
  stages: z.array(SampleStage),
  specialProcedures: z.array(z.string()),
  result: z.object({ name: z.string(), kind: z.string(), electronic: z.boolean() }),
  fee: z.object({
    charged: z.boolean(),
    standard: z.string(),
    basis: z.string().nullable(),
    onlinePayment: z.boolean(),
  }),
  onsiteVisits: z.int(),
  onsiteReason: z.string().nullable(),
  handleScope: z.object({ range: z.string(), mode: z.string() }),
  onlineDepth: z.string(),
  handleForms: z.array(z.string()),
  commitmentBased: z.boolean(),
  quantityLimit: z.object({ limited: z.boolean(), rule: z.string() }).nullable(),
  priority: z.string().nullable(),
  keywords: z.array(z.string()),
  lifeEvents: z.array(z.string()),
  note: z.string().nullable(),
});
export type SampleItem = z.output<typeof SampleItem>;
export type SampleMaterial = z.output<typeof SampleMaterial>;

const SampleFile = z.object({
  meta: z.object({ region: z.object({ code: z.string(), children: z.array(z.tuple([z.string(), z.string()])) }) }),
  departments: z.array(z.object({ name: z.string(), shortName: z.string(), uscc: z.string() })),
  items: z.array(SampleItem),
});

/** The sample city as it ships with this release. */
export function readSampleFile(): z.output<typeof SampleFile> {
  return SampleFile.parse(
    JSON.parse(readFileSync(new URL('../../../db/seeds/lijiang-items.json', import.meta.url), 'utf8')),
  );
}
