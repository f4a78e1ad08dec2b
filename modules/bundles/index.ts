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
  mayBeLost,
  myApplications,
  type ApplicationCard,
  type ApplicationView,
  type PartCard,
} from './application-view.ts';
export { bundlesInUse, isBundleDraft, noOfDraft } from './application-store.ts';
export { bundleCards, bundleGuide, type BundleCard, type BundleGuide, type GuideStep } from './bundle-guide.ts';
export { recordVisit, visitDesk, type VisitCard } from './record-visit.ts';
export { isNumberQuestion } from './condition.ts';
export { comparisonsOf, matches } from './condition-rows.ts';
export { edgeKinds, nodeKinds, proofKinds } from './definition.ts';
export {
  bundleChangeView,
  bundleRows,
  typedBeside,
  type BundleChangeView,
  type BundleRow,
} from './change/change-view.ts';
export { bundleChangeActs, endBundleChange } from './change/end-change.ts';
export { previewGuide } from './change/preview-guide.ts';
export { saveBundleChange } from './change/save-change.ts';
export { startBundleChange } from './change/start-change.ts';
export type { SketchChange } from './sketch/diff.ts';
export { optionsIn } from './sketch/options.ts';
export { BOX, type BundlePicture } from './sketch/picture.ts';
export type { SketchProblem } from './sketch/problems.ts';
export { conditionSentence } from './sketch/sentence.ts';
export { questionKinds, sketchParts, type BundleSketch, type SketchPart } from './sketch/sketch.ts';
export {
  applicationsIn,
  bundleForMessage,
  bundleMoments,
  bundleOfCase,
  type BundleMessageFacts,
  type BundleMoment,
} from './for-message.ts';
export { adoptBundles } from './restore/adopt-bundles.ts';
export { lostBundles, type LostBundle } from './restore/lost-store.ts';
export { findLostBundle, settleBundle } from './restore/settle-bundle.ts';
