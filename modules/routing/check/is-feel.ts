import { parser } from 'lezer-feel';

/** Whether a text is an expression of FEEL (DMN 1.3, chapter 10), whatever its names may mean. */
export function isFeel(text: string): boolean {
  let isWhole = true;
  parser.parse(text).iterate({
    enter: ({ type }) => {
      if (type.isError) isWhole = false;
    },
  });
  return isWhole;
}
