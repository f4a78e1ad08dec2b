import type { PersonId } from '#identity';
import type { Brand } from '#kernel';

export type AssetId = Brand<string, 'AssetId'>;

/** What is accepted; told by the content, never by the name. */
export type MediaType = 'image/jpeg' | 'image/png' | 'application/pdf';

/** A stored file as pages show it. */
export interface AssetInfo {
  readonly asset: AssetId;
  /** As the person named it, cleaned. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: MediaType;
}

/** What an upload became. */
export interface ReceivedAsset extends AssetInfo {
  /** Of the file as it is stored, after cleaning; lower-case hexadecimal. */
  readonly sha256: string;
}

/** A file whose first bytes are about to be written. */
export interface NewAsset {
  readonly asset: AssetId;
  readonly owner: PersonId;
  readonly name: string;
  readonly dataKey: Uint8Array;
}
