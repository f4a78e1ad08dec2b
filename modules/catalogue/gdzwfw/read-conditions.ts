import { cleanText, saysNothing } from './clean-text.ts';

export interface ConditionsRead {
  readonly conditions: readonly string[];
  readonly cutOff: boolean;
}

const NO_CONDITION = /^无(条件受理|受理条件|条件办理|条件)$/;
const MARK = String.raw`(?:\d{1,2}[.、．](?!\d)|[（(]\d{1,2}[)）]|[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)`;
const BEFORE_A_MARK = new RegExp(String.raw`(?<=[。；;：:\s])\s*(?=${MARK})`);
const LEADING_MARK = new RegExp(String.raw`^${MARK}\s*`);
const OPEN_END = /[：:、，,；;（(《“]$/;
const SENTENCE_END = /[。！？.!?）)”》]$/;
const LONG_ENOUGH_FOR_A_SENTENCE = 60;

/** Conditions one by one, and whether the text stops in the middle: this publisher's export cuts texts off. */
export function readConditions(raw: string): ConditionsRead {
  const text = cleanText(raw);
  if (saysNothing(text) || NO_CONDITION.test(text)) return { conditions: [], cutOff: false };
  const parts = text.split(BEFORE_A_MARK).map((part) => part.replace(LEADING_MARK, '').trim());
  return { conditions: parts.filter((part) => part !== ''), cutOff: isCutOff(text) };
}

function isCutOff(text: string): boolean {
  if (OPEN_END.test(text) || !isBalanced(text)) return true;
  return text.length >= LONG_ENOUGH_FOR_A_SENTENCE && !SENTENCE_END.test(text);
}

/** Every bracket and quotation mark that opens also closes; `1)` and `一）` close without opening. */
function isBalanced(text: string): boolean {
  const count = (characters: RegExp) => text.match(characters)?.length ?? 0;
  return count(/[（(]/g) <= count(/[)）]/g) && count(/《/g) <= count(/》/g) && count(/“/g) <= count(/”/g);
}
