import type { Material } from '../material.ts';
import { cleanText, saysNothing } from './clean-text.ts';

export interface MaterialsRead {
  readonly materials: readonly Material[];
  readonly empties: number;
  readonly duplicates: readonly string[];
  readonly fromText: boolean;
}

/**
 * The publisher lists names only. What a name itself makes conditional is so; in a list longer than this some
 * documents stand for each other (six kinds of identity document …), and demanding all would lock everybody out.
 */
const LONGEST_LIST_OF_REQUIRED = 6;
const CONDITIONAL =
  /其他|其它|委托|代理|代办|如有|如需|必要时|需提供|应当?提交|应提供|适用|(?:的|时)[）)]?$|[（(](?:如|仅|限|.{0,30}的)[^）)]*[）)]/;

export function readMaterials(raw: string | readonly string[]): MaterialsRead {
  const fromText = typeof raw === 'string' && !saysNothing(raw);
  const listed = typeof raw === 'string' ? splitText(raw) : raw.map(cleanText);
  const names = listed.filter((name) => !saysNothing(name));
  const unique = [...new Set(names)];
  return {
    materials: unique.map((name, at) => ({ no: at + 1, name: cut(name), need: needOf(name, unique.length) })),
    empties: listed.length - names.length,
    duplicates: unique.filter((name) => names.filter((other) => other === name).length > 1),
    fromText,
  };
}

function splitText(raw: string): readonly string[] {
  if (saysNothing(raw)) return [];
  return raw.split(/[\n;；]/).map((name) => cleanText(name).replace(/^\d{1,2}[.、．]\s*/, ''));
}

function needOf(name: string, count: number): Material['need'] {
  return count > LONGEST_LIST_OF_REQUIRED || CONDITIONAL.test(name) ? 'conditional' : 'required';
}

function cut(name: string): string {
  return [...name].slice(0, 500).join('');
}
