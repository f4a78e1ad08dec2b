import type { ItemId } from '../ids.ts';
import type { ServiceItem } from '../service-item.ts';
import type { Limit } from '../limit.ts';
import { placeName } from '../guide-view.ts';
import { present, type Present } from '../present.ts';
import type { Synonym } from '../synonyms.ts';
import { toDocument, type SearchDocument } from './document.ts';
import { facetsOf, passes, type Facets, type Filters } from './facets.ts';
import { parseQuery, type ParsedQuery } from './query.ts';
import { rarityOf, scorer, type Rarity } from './rank.ts';
import { newTokenIndex, retrieve, type TokenIndex } from './retrieve.ts';
import { indexSynonyms, type SynonymIndex } from './synonym-index.ts';
import { tellingTokens, type Telling } from './telling.ts';

export interface SearchRequest extends Filters {
  readonly q?: string | undefined;
  /** From 1. */
  readonly page?: number | undefined;
}

/** One service as a row of a result. */
export type HitItem = Present<{
  readonly id: ItemId;
  readonly name: string;
  readonly plainName: string | undefined;
  readonly department: string;
  readonly region: { readonly code: string; readonly name: string };
  readonly sample: boolean;
  readonly origin: ServiceItem['source'];
  readonly promised: Limit | undefined;
  readonly statutory: Limit | undefined;
  readonly visits: number | undefined;
  /** How many documents it asks for, needed or not. */
  readonly materials: number;
  readonly online: boolean | undefined;
}>;

/** Items of one 基本编码: the best one leads, the others (elsewhere, or other variants) follow. */
export interface Hit {
  readonly lead: HitItem;
  readonly others: readonly HitItem[];
  readonly score: number;
}

export interface SearchResult {
  readonly hits: readonly Hit[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly facets: Facets;
  /** Only where nothing was found: what comes closest, or what most people want. */
  readonly nearest?: readonly HitItem[];
}

export const HITS_A_PAGE = 20;
/** Below this share of the best answer, a hit has little to do with the question. */
const WORTH_SHOWING = 0.45;
/** Below this relevance even the best answer is a guess: shown as "perhaps", not as a result. */
const A_GUESS = 0.3;
const NEAREST = 5;

interface Scored {
  readonly document: SearchDocument;
  readonly score: number;
}

/** Everything that a search needs, in memory, never changed after it is built. */
export interface BuiltIndex {
  readonly tokens: TokenIndex;
  readonly documents: ReadonlyMap<string, SearchDocument>;
  readonly synonyms: SynonymIndex;
  readonly rarity: Rarity;
  readonly telling: Telling;
}

const BUILD_SLICE = 40;

/** Builds in slices, so that a server that rebuilds goes on answering. */
export async function buildIndex(items: readonly ServiceItem[], synonyms: readonly Synonym[]): Promise<BuiltIndex> {
  const tokens = newTokenIndex();
  const documents = new Map<string, SearchDocument>();
  for (const [at, item] of items.entries()) {
    const document = toDocument(item);
    documents.set(document.id, document);
    tokens.add(document);
    if (at % BUILD_SLICE === 0) await new Promise(setImmediate);
  }
  const all = [...documents.values()];
  return { tokens, documents, synonyms: indexSynonyms(synonyms), rarity: rarityOf(all), telling: tellingTokens(all) };
}

/** Pure: the same index and request give the same result. */
export function searchIn(index: BuiltIndex, request: SearchRequest): SearchResult {
  const query = parseQuery(request.q ?? '', index.synonyms);
  const scored = query.units.length === 0 ? browse(index) : answer(index, query);
  const best = scored[0]?.score ?? 0;
  const isGuess = query.units.length > 0 && best < A_GUESS;
  const found = isGuess ? [] : scored.filter(({ score }) => score >= best * WORTH_SHOWING);
  const groups = grouped(found.filter(({ document }) => passes(document.item, request)));
  const pages = Math.max(1, Math.ceil(groups.length / HITS_A_PAGE));
  const page = Math.min(Math.max(1, Math.trunc(request.page ?? 1) || 1), pages);
  return {
    hits: groups.slice((page - 1) * HITS_A_PAGE, page * HITS_A_PAGE).map(toHit),
    total: groups.length,
    page,
    pages,
    facets: facetsOf(
      found.map(({ document }) => document.item),
      request,
    ),
    ...(groups.length === 0 ? { nearest: nearest(index, scored) } : {}),
  };
}

/** What comes closest; if nothing does, what everybody knows. */
function nearest(index: BuiltIndex, scored: readonly Scored[]): readonly HitItem[] {
  const close = scored.length > 0 ? scored : browse(index);
  return close.slice(0, NEAREST).map(({ document }) => hitItem(document));
}

function answer({ tokens, documents, rarity, telling }: BuiltIndex, query: ParsedQuery): readonly Scored[] {
  const score = scorer(query, rarity);
  return retrieve(tokens, query, telling)
    .flatMap(({ id }) => documents.get(id) ?? [])
    .map((document) => ({ document, score: score(document) }))
    .toSorted((a, b) => b.score - a.score || (a.document.id < b.document.id ? -1 : 1));
}

/** Without a question: everything, what has an everyday name first. */
function browse({ documents }: BuiltIndex): readonly Scored[] {
  const all = [...documents.values()].map((document) => ({ document, score: 1 }));
  const spoken = ({ document }: Scored) => (document.item.elements.plainName === undefined ? 1 : 0);
  return all.toSorted((a, b) => spoken(a) - spoken(b));
}

function grouped(scored: readonly Scored[]): readonly (readonly Scored[])[] {
  return [...Map.groupBy(scored, ({ document }) => document.group).values()];
}

function toHit(group: readonly Scored[]): Hit {
  const [lead, ...others] = group;
  if (lead === undefined) throw new Error('A group has at least one item.');
  return {
    lead: hitItem(lead.document),
    others: others.map(({ document }) => hitItem(document)),
    score: lead.score,
  };
}

function hitItem({ item: { id, sample, source, region, elements } }: SearchDocument): HitItem {
  return present({
    id,
    name: elements.name,
    plainName: elements.plainName,
    department: elements.agency.name,
    region: { code: region, name: placeName(region) },
    sample,
    origin: source,
    promised: elements.promisedLimit,
    statutory: elements.statutoryLimit,
    visits: elements.onsiteVisits,
    materials: elements.materials.length,
    online: elements.isOnline,
  });
}
