import type { Brand } from '#kernel';

/** `LJ-GA-002` for a sample, the 31- or 33-character code for an item that was imported. */
export type ItemId = Brand<string, 'ItemId'>;

/** One published state of an item; never changes. */
export type ItemVersionId = Brand<bigint, 'ItemVersionId'>;
