import type { MessageKind } from '#cases';

/** What somebody was told. */
export interface Message {
  readonly id: string;
  readonly at: Date;
  /** Translated as `messages.KIND`, with `no`, `itemName` and `bundle`. */
  readonly kind: MessageKind | `bundle.${string}`;
  /** The page that it is about. */
  readonly href: string;
  readonly no: string;
  readonly itemName: string;
  /** Of a part of a bundle: the whole. */
  readonly bundle?: string;
  /** What else its sentence names; `on` is a civil date. */
  readonly values?: Readonly<Record<string, string>>;
  readonly read: boolean;
}
