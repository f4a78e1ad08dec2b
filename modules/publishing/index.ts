export type { Change, ChangeId, Example } from './change.ts';
export { MOST_CHARACTERS } from './change.ts';
export { checkDraft } from './check-draft.ts';
export { routeSheet, type RouteSheet } from './route-sheet.ts';
export { changeList, changeView, type ChangeRow, type ChangeView, type QueueToPin } from './change-view.ts';
export { draftedService, type DraftedService } from './drafted-service.ts';
export { editForm, formPreview, formSheet, type FormSheet } from './edit-form.ts';
export { editItem, itemPreview, itemSheet, type ItemSheet } from './edit-item.ts';
export { rebaseChange } from './rebase-change.ts';
export { endChange } from './end-change.ts';
export { cellText, readCell, type ExampleResult } from './examples.ts';
export type { FormChange } from './form-diff.ts';
export type { Fact } from './form-facts.ts';
export { formAsWritten, formOf } from './form-of.ts';
export { pinService, type Pinning } from './pin-service.ts';
export { pinnedService, type PinnedService } from './pinned-service.ts';
export type { PartProblem } from './part-problem.ts';
export { poolKey } from './pools-of.ts';
export { textsOf } from './texts/default-texts.ts';
export { editTexts, textSheet, type TextSheet } from './texts/edit-texts.ts';
export { filledText, placeholders, type Placeholder } from './texts/placeholders.ts';
export {
  needsArticle,
  ofDepartments,
  textActs,
  type ReadyText,
  type TextAct,
  type TextChange,
} from './texts/ready-text.ts';
export { textsBeside } from './texts/write-texts.ts';
export { askGuide, type AskedGuide, type GuideAnswer } from './guide/ask-guide.ts';
export type { Answered } from './guide/read-answers.ts';
export { routePicture, type PictureNode, type RoutePicture } from './route-picture.ts';
export type { RouteStep, StepChange } from './route-steps.ts';
export { saveChange } from './save-change.ts';
export { seedRoutes } from './seed-sample.ts';
export { startChange } from './start-change.ts';
export type { TableChange } from './table-diff.ts';
export { tableSheet, type TableSheet } from './table-sheet.ts';
