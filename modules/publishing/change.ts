import type { Brand } from '#kernel';
import type { ItemId, ItemSketch, ItemVersionId } from '#catalogue';
import type { OfficerId } from '#identity';
import type { FormSketch } from '#forms';
import type { ReadyText } from './texts/ready-text.ts';

export type ChangeId = Brand<string, 'ChangeId'>;

/** A row that a decision model has to get right: inputs by their names and what has to come out, as typed. */
export interface Example {
  readonly given: Readonly<Record<string, string>>;
  readonly expected: string;
}

/** What a change says: the item's elements, a route as BPMN, decision models as DMN by their names, a form, texts. */
export interface Parts {
  /** Absent: the elements of the version that it changes. */
  readonly item?: ItemSketch;
  /** Absent: the straight route that is made from the item's stages. */
  readonly route?: string;
  readonly decisions: Readonly<Record<string, string>>;
  /** By the names of the decision models. */
  readonly examples: Readonly<Record<string, readonly Example[]>>;
  /** Absent: the item's own form, or one made from its subjects and materials. */
  readonly form?: FormSketch;
  /** Ready texts for what officers write; for acts without any, they get the platform's own. */
  readonly texts: readonly ReadyText[];
}

/** A change of a service that is being prepared, or has ended. */
export interface Change {
  readonly id: ChangeId;
  readonly item: ItemId;
  /** The version that it changes. */
  readonly base: ItemVersionId;
  /** Rises with every save. */
  readonly revision: number;
  readonly parts: Parts;
  readonly note: string;
  readonly state: 'draft' | 'proposed' | 'published' | 'discarded';
  readonly begunBy: OfficerId;
  readonly savedAt: Date;
  /** Who wrote what it says now; absent where nobody has saved it since it was begun. */
  readonly savedBy?: OfficerId;
  readonly proposedBy?: OfficerId;
  /** Why whoever should have published it sent it back. */
  readonly refusal?: string;
  /** What it became. */
  readonly version?: ItemVersionId;
}

/** Longest file of one part, in characters; what people draw has some ten thousand. */
export const MOST_CHARACTERS = 400_000;
/** Decision models of one service. */
export const MOST_MODELS = 20;
/** Example rows of one decision model. */
export const MOST_EXAMPLES = 200;
