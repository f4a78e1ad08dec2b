/** Namespaces of the models of DMN 1.1 to 1.6: one meta-model that grew. */
export const DMN: ReadonlySet<string> = new Set([
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
  'http://www.omg.org/spec/DMN/20180521/MODEL/',
  'https://www.omg.org/spec/DMN/20191111/MODEL/',
  'https://www.omg.org/spec/DMN/20211108/MODEL/',
  'https://www.omg.org/spec/DMN/20230324/MODEL/',
  'https://www.omg.org/spec/DMN/20240513/MODEL/',
]);

const FEEL_NAMES: readonly RegExp[] = [
  /^https?:\/\/www\.omg\.org\/(?:spec\/)?FEEL\/20140401\/?$/,
  /^https?:\/\/www\.omg\.org\/spec\/DMN\/[0-9]{8}\/FEEL\/?$/,
];

/** Whether an expression language is FEEL; none said is FEEL. */
export function isFeel(language: string | undefined): boolean {
  if (language === undefined || language === '') return true;
  return language.toLowerCase() === 'feel' || FEEL_NAMES.some((name) => name.test(language));
}
