const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const MODULUS = 36;

/**
 * The check character of ISO 7064 MOD 37,36 for a text of digits and capital letters.
 * Finds every single wrong character and almost every swapped pair.
 */
export function checkCharacter(text: string): string {
  let product = MODULUS;
  for (const character of text) product = step(product, value(character));
  return ALPHABET.charAt((MODULUS + 1 - product) % MODULUS);
}

/** Whether the last character is the check character of those before it. */
export function hasCheckCharacter(text: string): boolean {
  return /^[0-9A-Z]{2,}$/.test(text) && checkCharacter(text.slice(0, -1)) === text.at(-1);
}

function step(product: number, digit: number): number {
  const sum = (product + digit) % MODULUS || MODULUS;
  return (sum * 2) % (MODULUS + 1);
}

function value(character: string): number {
  const index = ALPHABET.indexOf(character);
  if (index < 0) throw new RangeError(`Not a digit or capital letter: ${character}`);
  return index;
}
