const NOTHING = /^(无|暂无|没有|null|[/\\—-]*)$/i;
// Letters and digits only: the punctuation of Chinese prose is rightly of full width.
const FULL_WIDTH = /[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/g;
const INVISIBLE = /(?!\s)\p{Cc}|[\p{Cf}\u2028\u2029]/gu;
const TAG = /<\/?[a-z][^<>]{0,200}>/gi;
const DOUBLE_BRACKETS = /[(（][(（]([^()（）]*)[)）][)）]/g;

/** Whether a field says that there is nothing. */
export function saysNothing(text: string): boolean {
  return NOTHING.test(text.trim());
}

/** One line of text without mark-up, invisible characters, letters and digits of full width, and doubled brackets. */
export function cleanText(text: string): string {
  return text
    .replace(TAG, ' ')
    .replace(INVISIBLE, '')
    .replace(FULL_WIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(DOUBLE_BRACKETS, '（$1）')
    .replace(/[\s\u3000]+/g, ' ')
    .trim();
}
