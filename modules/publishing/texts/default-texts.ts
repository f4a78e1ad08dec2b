import type { ItemElements } from '#catalogue';
import { translator } from '#kernel';
import type { ReadyText, TextAct } from './ready-text.ts';

const PERMIT = '01';

interface Sentence {
  readonly act: TextAct;
  /** Sentence `publishing.text.default.ACT.NAME`, and what it is called: `….NAME.name`. */
  readonly name: string;
  /** Whether the item's own legal basis is what it rests on. */
  readonly own?: true;
  /** The article of the permit law that says the same of every permit: `publishing.text.law.…`. */
  readonly ofPermits?: string;
}

const SENTENCES: readonly Sentence[] = [
  { act: 'request-supplement', name: 'unclear' },
  { act: 'request-supplement', name: 'form' },
  { act: 'refuse', name: 'not-needed', ofPermits: 'not-needed' },
  { act: 'refuse', name: 'not-ours', ofPermits: 'not-ours' },
  { act: 'agree', name: 'meets' },
  { act: 'object', name: 'conditions', own: true },
  { act: 'grant', name: 'meets', own: true, ofPermits: 'grant' },
  { act: 'deny', name: 'conditions', own: true, ofPermits: 'deny' },
  { act: 'deny', name: 'untrue', own: true, ofPermits: 'deny' },
];

/** 行政许可法 42 to 45 say how long it may take: nothing is granted or refused by them. */
const OF_TIME = /^第四十[二三四五]条/;

/**
 * Ready texts for an item that has none of its own for an act: few, and with no article but the item's own legal basis, or
 * what the law says of every permit (行政许可法 32 of not taking it up, 38 of the decision). Otherwise the officer names it.
 */
export function defaultTexts({ itemType, legalBasis }: ItemElements): readonly ReadyText[] {
  const t = translator();
  const basis = legalBasis.find(
    ({ law, article }) => article !== undefined && !(law.includes('行政许可法') && OF_TIME.test(article)),
  );
  const articleOf = ({ own, ofPermits }: Sentence) => {
    if (own && basis?.article !== undefined) return `${quoted(basis.law)}${basis.article}`;
    return ofPermits !== undefined && itemType === PERMIT ? t(`publishing.text.law.${ofPermits}`) : '';
  };
  return SENTENCES.map((sentence) => ({
    act: sentence.act,
    name: t(`publishing.text.default.${sentence.act}.${sentence.name}.name`),
    text: t(`publishing.text.default.${sentence.act}.${sentence.name}`),
    article: articleOf(sentence),
    department: '',
  }));
}

function quoted(law: string): string {
  return /[《》]/.test(law) ? law : `《${law}》`;
}

/** The texts of a service for the acts that it has some for, and the platform's for the others. */
export function textsOf(elements: ItemElements, own: readonly ReadyText[]): readonly ReadyText[] {
  const acts = new Set(own.map(({ act }) => act));
  return [...own, ...defaultTexts(elements).filter(({ act }) => !acts.has(act))];
}
