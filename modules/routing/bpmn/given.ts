import { textOf, type Tree } from '../tree.ts';
import type { RefusalCode } from './refusal.ts';

/** Says that something is wrong at the element that is being read. */
export type Refuse = (code: RefusalCode, detail?: string) => void;

/** An attribute that is there and says something. */
export function given(tree: Tree, name: string): string | undefined {
  const text = textOf(tree, name)?.trim();
  return text === '' ? undefined : text;
}
