import { z } from 'zod';
import { openJson, sealJson, type CryptoProvider } from '#kernel';
import type { Answers } from '#forms';

/** What an application says, and from where each prefilled answer came: sealed whole. */
export interface Content {
  readonly answers: Answers;
  readonly provenance: Readonly<Record<string, Provenance>>;
  /** Pages that were saved without a problem. */
  readonly done: readonly string[];
}

export type Provenance = 'identity' | 'organisation';

const Stored = z.object({
  answers: z.record(z.string(), z.unknown()),
  provenance: z.record(z.string(), z.enum(['identity', 'organisation'])),
  done: z.array(z.string()),
});

/** `place` is `cases.draft:ID` or `cases.case:ID`: a sealed text put into another row does not open. */
export function sealContent(
  crypto: CryptoProvider,
  dataKey: Uint8Array,
  at: { place: string; content: Content },
): Buffer {
  return sealJson(crypto, dataKey, at.place, at.content);
}

export function openContent(
  crypto: CryptoProvider,
  dataKey: Uint8Array,
  at: { place: string; sealed: Buffer },
): Content {
  const { answers, ...rest } = Stored.parse(openJson(crypto, dataKey, at.place, at.sealed));
  return { ...rest, answers: answers as Answers };
}

export const draftPlace = (id: string) => `cases.draft:${id}`;
export const casePlace = (id: string) => `cases.case:${id}`;
