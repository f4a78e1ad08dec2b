import { z } from 'zod';
import { FormPage } from '#forms';
import { NodeCondition } from './condition.ts';

/**
 * What stands at a place of a bundle: `case` is a service with a queue and a clock of its own; `visit` is a joint visit,
 * a record of the bundle; `outside` is done elsewhere; `delivery` is the one delivery.
 */
export const nodeKinds = ['case', 'visit', 'outside', 'delivery'] as const;

/**
 * `finish-start`: the later begins when the earlier is done; `accepted-start`: when it is accepted; `finish-decide`: the
 * later may begin, and is decided only when the earlier is done.
 */
export const edgeKinds = ['finish-start', 'accepted-start', 'finish-decide'] as const;

export const proofKinds = ['number', 'file'] as const;

const Words = z.string().regex(/\S/).max(1000);
export const NodeKey = z.string().regex(/^[a-z][a-z0-9]{0,9}$/);

const Promised = z.strictObject({ value: z.number().min(0).max(1000), unit: z.literal('workday') });

export const BundleNode = z.strictObject({
  key: NodeKey,
  kind: z.enum(nodeKinds),
  /** Of a case: the service of the catalogue. */
  item: z.string().min(1).max(64).exactOptional(),
  title: Words,
  /** About the answers to the bundle's questions; without one the node always applies. */
  condition: NodeCondition.exactOptional(),
  /** The condition as people read it. */
  when: Words.exactOptional(),
  /** Whether the outcome of the whole does not depend on it. */
  optional: z.boolean(),
  promised: Promised.exactOptional(),
  /** What its result settles, so that nothing that follows it asks: sources of answers, or questions as services put them. */
  yields: z.array(Words).min(1).readonly().exactOptional(),
  /**
   * Of what is done outside, and not by itself along with what comes before it: what the applicant has to have, asked for
   * in the one form as its number or as a file. Without it the platform asks nobody and knows of no result.
   */
  proof: z.strictObject({ ask: z.enum(proofKinds), name: Words, where: Words.exactOptional() }).exactOptional(),
});

const BundleEdge = z.strictObject({
  from: NodeKey,
  to: NodeKey,
  kind: z.enum(edgeKinds),
  /** What the earlier hands on: names of materials that nobody is asked for any more. */
  passes: z.array(Words).max(20).readonly(),
});

const BundleMaterial = z.strictObject({
  name: Words,
  source: Words,
  /** How it is asked for, in the words of the bundle: 免, 交一次, 承诺替代 … */
  asked: Words,
  replacedBy: Words.exactOptional(),
  usedBy: z.array(NodeKey).readonly(),
  /** What the services themselves call it: all of these are this one thing. */
  names: z.array(Words).min(1).readonly().exactOptional(),
});

/** A bundle (高效办成一件事) as it is published: questions, the services that may apply, and how they depend on each other. */
export const BundleDefinition = z.strictObject({
  id: z.string().regex(/^[A-Z]{2,6}-\d{2,4}$/),
  sample: z.boolean(),
  name: Words,
  plainName: Words,
  lead: Words,
  departments: z.array(Words).min(1).readonly(),
  /** Who may file it. */
  capacities: z
    .array(z.enum(['person', 'organisation']))
    .min(1)
    .readonly(),
  questions: FormPage,
  nodes: z.array(BundleNode).min(1).max(40).readonly(),
  edges: z.array(BundleEdge).max(200).readonly(),
  materials: z.array(BundleMaterial).max(100).readonly(),
  outputs: z.array(Words).readonly(),
  notes: Words.exactOptional(),
  /** Where it comes from: norms and documents. */
  reference: Words.exactOptional(),
});

export type BundleNode = Readonly<z.output<typeof BundleNode>>;
export type BundleEdge = Readonly<z.output<typeof BundleEdge>>;
export type BundleMaterial = Readonly<z.output<typeof BundleMaterial>>;
export type BundleDefinition = Readonly<z.output<typeof BundleDefinition>>;
