export { applies } from './applies.ts';
export { checkBundle, type BundleProblem, type BundleProblemCode } from './check.ts';
export { BundleDefinition, type BundleNode } from './definition.ts';
export { isGated, type Outcome, type PartState } from './next.ts';
export { promiseOf, type BundlePromise } from './promise.ts';
