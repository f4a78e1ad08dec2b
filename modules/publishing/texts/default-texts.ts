import type { ItemElements } from '#catalogue';
import { translator } from '#kernel';
import type { ReadyText, TextAct } from './ready-text.ts';

const PERMIT = '01';

/** Sentences `publishing.text.default.NAME`, and what each is called: `….NAME.name`. */
const SENTENCES: readonly {
  readonly act: TextAct;
  readonly name: string;
  readonly rests: 'item' | 'permit' | 'nothing';
}[] = [
  { act: 'request-supplement', name: 'unclear', rests: 'nothing' },
  { act: 'request-supplement', name: 'form', rests: 'nothing' },
  { act: 'refuse', name: 'not-needed', rests: 'permit' },
  { act: 'refuse', name: 'not-ours', rests: 'permit' },
  { act: 'agree', name: 'meets', rests: 'nothing' },
  { act: 'object', name: 'conditions', rests: 'item' },
  { act: 'grant', name: 'meets', rests: 'item' },
  { act: 'deny', name: 'conditions', rests: 'item' },
  { act: 'deny', name: 'untrue', rests: 'item' },
];

/**
 * Ready texts for an item that has none of its own for an act: few, and with no article but the item's own legal basis.
 * Why an application for a permit is not taken up is the law's own (行政许可法 32, first paragraph, 1 and 2); where an item
 * names no article, the officer does.
 */
export function defaultTexts({ itemType, legalBasis }: ItemElements): readonly ReadyText[] {
  const t = translator();
  const own = legalBasis.find(({ article }) => article !== undefined);
  const articleOf = (name: string, rests: (typeof SENTENCES)[number]['rests']) => {
    if (rests === 'item') return own === undefined ? '' : `${quoted(own.law)}${own.article ?? ''}`;
    return rests === 'permit' && itemType === PERMIT ? t(`publishing.text.law.${name}`) : '';
  };
  return SENTENCES.map(({ act, name, rests }) => ({
    act,
    name: t(`publishing.text.default.${act}.${name}.name`),
    text: t(`publishing.text.default.${act}.${name}`),
    article: articleOf(name, rests),
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
