export { analyticsCrontab, analyticsJobs } from './jobs.ts';
export type { Bottleneck, Thresholds } from './bottleneck.ts';
export type { DeviationKind } from './deviations.ts';
export { defined, mapCsv, mapJson } from './map-file.ts';
export { hasOpenMap, newestMaps, type OpenMap } from './open-maps.ts';
export { nameOf, openProcess, type MapChoice, type OpenProcess } from './open-process.ts';
export type { MapFlow, MapStep, ProcessMap } from './process-map.ts';
export { processOf, type Process } from './process-of.ts';
export { publishMaps } from './publish-maps.ts';
export { stepName } from './step-name.ts';
export { watchedCase, type WatchedCase } from './watched-case.ts';
export { watchedProcess, type WatchedProcess } from './watched-process.ts';
export { watchedServices, type WatchedService, type WatchedServices } from './watched-services.ts';
export { correctRelease } from './figures/correct-release.ts';
export { dictionary, dictionaryJson, rules, type Definition } from './figures/dictionary.ts';
export type { FigureRow } from './figures/figure-rows.ts';
export { everyMonth, figuresCsv, figuresJson } from './figures/figures-file.ts';
export type { MonthName } from './figures/month.ts';
export {
  openFigures,
  type FigureChoice,
  type MonthRow,
  type NamedRow,
  type OpenFigures,
  type ShownFigures,
} from './figures/open-figures.ts';
export { openRelease, releaseFile, type OpenRelease } from './figures/open-release.ts';
export type { OverdueReason, OverdueReasons } from './figures/overdue-reason.ts';
export { checkReleases, publishReleases } from './figures/publish-releases.ts';
export { releaseDesk, type ReleaseCard, type RowDifference } from './figures/release-desk.ts';
export type { ReleaseName } from './figures/release-store.ts';
export { assess, assessments, type Assessments } from './assessment/assess.ts';
export { assessmentCsv, assessmentJson } from './assessment/assessment-file.ts';
export type { Searches } from './assessment/collect-evidence.ts';
export type { Assessment, Judged, Totals } from './assessment/judge.ts';
