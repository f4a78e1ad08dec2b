export { catalogCodeProblem, handleItemCodeProblem, readItemCode, taskCodeProblem, type ItemCode } from './codes.ts';
export type { ItemId, ItemVersionId } from './ids.ts';
export { ItemElements, ItemType, Subject } from './elements.ts';
export type { Limit, LimitUnit, Stage } from './limit.ts';
export type { Material } from './material.ts';
export { itemById, itemByVersion, type ItemSource, type ServiceItem } from './item.ts';
export { seedSample, type SampleCount } from './sample/seed-sample.ts';
