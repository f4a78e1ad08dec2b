export { Watched, cited, type WatchedType } from './history/event.ts';
export { rules } from './rules/catalogue.ts';
export type { Colour, Finding, Rule, RuleClass, RuleId } from './rules/rule.ts';
export { thresholdNames, thresholdsOf, type ThresholdName, type Thresholds } from './thresholds.ts';
