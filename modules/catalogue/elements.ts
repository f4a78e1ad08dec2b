import { z } from 'zod';
import { catalogCodeProblem, handleItemCodeProblem, taskCodeProblem } from './codes.ts';
import { Material } from './material.ts';
import { Limit, Stage } from './limit.ts';

const Text = z.string().trim().min(1);
const coded = (problem: (code: string) => string | undefined) =>
  z.string().superRefine((code, context) => {
    const found = problem(code);
    if (found !== undefined) context.addIssue({ code: 'custom', message: found });
  });

/** 事项类型 (GB/T 39046 A.1). */
export const ItemType = z.enum(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '20']);
export type ItemType = z.output<typeof ItemType>;

/** 服务对象 (GB/T 39046): 1 natural person, 2 enterprise, 3 institution, 4 social organisation, 5 organ, 6 other. */
export const Subject = z.enum(['1', '2', '3', '4', '5', '6']);
export type Subject = z.output<typeof Subject>;

/** Where to ask or complain: numbers with area code, and what else the publisher wrote. */
export const Contact = z.strictObject({ phones: z.array(Text).readonly(), text: Text.optional() });

export const JointAgency = z.strictObject({ name: Text, steps: z.array(Text).readonly() });

/**
 * The element set of a service item (实施清单, GB/T 39046 table 4; our names of the reference, section 1.10).
 * What the source does not say is absent: no empty texts, no guesses.
 */
export const ItemElements = z.strictObject({
  name: Text.max(500),
  /** What a resident would call it. */
  plainName: Text.optional(),
  catalogCode: coded(catalogCodeProblem),
  taskCode: coded(taskCodeProblem),
  handleItemCode: coded(handleItemCodeProblem).optional(),
  itemType: ItemType,
  /** 行使层级: 1 nation, 2 province, 3 city, 4 county, 5 town, 6 village, 7 shared. */
  useLevel: z.enum(['1', '2', '3', '4', '5', '6', '7']),
  agency: z.strictObject({ name: Text, uscc: z.string().length(18) }),
  jointAgencies: z.array(JointAgency).readonly(),
  legalBasis: z.array(z.strictObject({ law: Text, article: Text.optional(), text: Text.optional() })).readonly(),
  subjects: z.array(Subject).readonly(),
  /** 办件类型: 1 at once, 2 promised time, 9 other. */
  caseType: z.enum(['1', '2', '9']),
  statutoryLimit: Limit.optional(),
  promisedLimit: Limit.optional(),
  /** Why there is no statutory limit, where the source says so. */
  limitNote: Text.optional(),
  acceptConditions: z.array(Text).readonly(),
  /** The publisher's text stops in the middle of a sentence: shown with a warning. */
  acceptConditionsCutOff: z.boolean().optional(),
  materials: z.array(Material).readonly(),
  stages: z.array(Stage).readonly(),
  specialProcedures: z.array(Text).readonly(),
  quantityLimit: Text.optional(),
  priority: Text.optional(),
  fee: z
    .strictObject({ charged: z.boolean(), standard: Text.optional(), basis: Text.optional(), payOnline: z.boolean() })
    .optional(),
  result: z.strictObject({ name: Text, kind: Text.optional(), electronic: z.boolean().optional() }).optional(),
  /** 办理形式: 1 counter, 2 computer, 3 mobile, 4 courier, 9 other. */
  handleForms: z.array(z.enum(['1', '2', '3', '4', '9'])).readonly(),
  isOnline: z.boolean().optional(),
  /** I information, II booking, III online and one visit, IV wholly online. */
  onlineDepth: z.enum(['I', 'II', 'III', 'IV']).optional(),
  onsiteVisits: z.int().min(0).max(20).optional(),
  onsiteReason: Text.optional(),
  handleScope: z.strictObject({ range: Text, mode: Text.optional() }).optional(),
  booking: z.strictObject({ enabled: z.boolean() }).optional(),
  express: z.boolean().optional(),
  mailResult: z.boolean().optional(),
  topics: z.array(Text).readonly(),
  locations: z.array(Text).readonly(),
  hours: Text.optional(),
  consult: Contact.optional(),
  supervise: Contact.optional(),
  runtimeSystem: z.strictObject({ name: Text }).optional(),
  keywords: z.array(Text).readonly(),
  commitmentBased: z.boolean().optional(),
  note: Text.optional(),
});

export type ItemElements = Readonly<z.output<typeof ItemElements>>;
