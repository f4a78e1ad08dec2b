import type { Brand } from '#kernel';
import type { OfficerId } from '#identity';
import type { BundleSketch } from '../sketch/sketch.ts';

export type BundleChangeId = Brand<string, 'BundleChangeId'>;

/** A change of a bundle that is being written, or has ended. */
export interface BundleChange {
  readonly id: BundleChangeId;
  readonly bundle: string;
  /** The version that it changes; absent: the bundle is new. */
  readonly base?: number;
  /** Rises with every save. */
  readonly revision: number;
  readonly sketch: BundleSketch;
  readonly note: string;
  readonly state: 'draft' | 'proposed' | 'published' | 'discarded';
  readonly savedBy: OfficerId;
  readonly savedAt: Date;
  readonly proposed?: { readonly by: OfficerId; readonly at: Date };
  /** Why whoever should have published it sent it back. */
  readonly refusal?: string;
}
