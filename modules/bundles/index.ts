export { applies } from './applies.ts';
export { checkBundle, type BundleProblem, type BundleProblemCode } from './check.ts';
export { BundleDefinition, type BundleNode } from './definition.ts';
export { isGated, type Outcome, type PartState } from './next.ts';
export { promiseOf, type BundlePromise } from './promise.ts';
export { fileApplication } from './file-application.ts';
export { bundleJobs } from './jobs.ts';
export { progress } from './progress.ts';
export { seedBundles } from './seed-bundles.ts';
export { readChoices, startApplication } from './start-application.ts';
export { withdrawApplication } from './withdraw-application.ts';
export {
  applicationView,
  myApplications,
  type ApplicationCard,
  type ApplicationView,
  type PartCard,
} from './application-view.ts';
export { isBundleDraft, noOfDraft } from './application-store.ts';
export { bundleCards, bundleGuide, type BundleCard, type BundleGuide, type GuideStep } from './bundle-guide.ts';
export { recordVisit, visitDesk, type VisitCard } from './record-visit.ts';
