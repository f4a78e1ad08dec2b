interface LegalBasis {
  readonly law: string;
  readonly article?: string;
  readonly text?: string;
}

/** "law" "article" ":" "what it says", as the sample city and many lists write it. */
const PATTERN =
  /^(?<law>[^:]*?)(?<article>第[〇零一二三四五六七八九十百、0-9]+条(?:第[一二三四五六七八九十]+款)?)?(?::(?<text>.+))?$/;
const FROM_MEMORY = /[((][^()()]*已知[))]|,已知/g;

/** The law, article and wording in one line of text; a note that the text was not checked is dropped from the law's name. */
export function readLegalBasis(line: string): readonly LegalBasis[] {
  const { law = '', article, text } = PATTERN.exec(line.replace(FROM_MEMORY, '').trim())?.groups ?? {};
  if (law === '') return [];
  return [{ law, ...(article === undefined ? {} : { article }), ...(text === undefined ? {} : { text }) }];
}
