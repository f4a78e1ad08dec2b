export { catalogCodeProblem, handleItemCodeProblem, readItemCode, taskCodeProblem, type ItemCode } from './codes.ts';
export type { ItemId, ItemVersionId } from './ids.ts';
export { ItemElements, ItemType, Subject } from './elements.ts';
export type { Limit, LimitUnit, Stage } from './limit.ts';
export type { Material } from './material.ts';
export { itemById, itemByVersion } from './item.ts';
export { guideRules, isPlain, lintGuide, type GuideLint } from './lint/guide-rules.ts';
export { currentItems, namedItems, namedVersions, versionsOfItem, type ItemVersion } from './store.ts';
export { publishAgain } from './publish-again.ts';
export type { ItemSource, ServiceItem } from './service-item.ts';
export { seedSample, type SampleCount } from './sample/seed-sample.ts';
export { importItems, type ImportFile, type OnLine } from './gdzwfw/import-items.ts';
export { retryRejected } from './gdzwfw/retry-rejected.ts';
export type { ImportCounts, LineReport, Rejection, Repair } from './gdzwfw/report.ts';
export { elementsWith, isTouched } from './sketch/elements-with.ts';
export { itemDiff, type ItemChange } from './sketch/item-diff.ts';
export type { ItemProblem, ItemProblems } from './sketch/item-problem.ts';
export { itemProblems } from './sketch/item-problems.ts';
export { ItemSketch, sketchOfItem, type SketchMaterial } from './sketch/item-sketch.ts';
export { writtenItem, type TypedItem } from './sketch/write-item.ts';
export { guideOf, guideView, type GuideView, type Sibling } from './guide-view.ts';
export {
  departments,
  popularIds,
  popularServices,
  topics,
  type Count,
  type DepartmentCount,
  type PopularService,
} from './home.ts';
export { everydayQueries } from './search/everyday-queries.ts';
export { loadSearch, type SearchIndex, type SearchOptions } from './search/load-search.ts';
export type { Hit, HitItem, SearchRequest, SearchResult } from './search/search-index.ts';
export type { Facets, FacetValue, Filters } from './search/facets.ts';
