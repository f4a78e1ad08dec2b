export { accept } from './accept.ts';
export { answerSupplement } from './answer-supplement.ts';
export { attach, mayAttach, type AttachTarget } from './attach.ts';
export { caseProof, caseReceipt, proofStep, type CaseReceipt, type ProofStep } from './case-proof.ts';
export {
  priorityDesk,
  priorityProposal,
  type PriorityDesk,
  type ProposalCard,
  type ProposalView,
} from './priority-desk.ts';
export { proposePriority } from './propose-priority.ts';
export { receiptPdf, type Paper } from './receipt-pdf.ts';
export { caseView, type CaseView, type OutcomeView, type SupplementView } from './case-view.ts';
export type { CasePlace } from './case-places.ts';
export type { PlanStep } from './steps.ts';
export { automaticDesk, type AutomaticCheck, type AutomaticDesk } from './automatic/automatic-desk.ts';
export { decideAutomatically } from './automatic/decide-automatically.ts';
export { decideCase } from './decide-case.ts';
export { beginSpecial } from './special/begin-special.ts';
export { decideExtension } from './special/decide-extension.ts';
export { endSpecial } from './special/end-special.ts';
export { proposeExtension } from './special/propose-extension.ts';
export { declinePriority } from './decline-priority.ts';
export { deliver, deliveryMethods } from './deliver.ts';
export { deskView, type DeskPool, type DeskView, type InHand } from './desk-view.ts';
export { detachFile } from './detach-file.ts';
export { discardDraft } from './discard-draft.ts';
export {
  DraftSubmitted,
  draftView,
  type DraftPage,
  type DraftView,
  type FileView,
  type ItemCard,
  type MaterialView,
} from './draft-view.ts';
export type { DraftId } from './draft-store.ts';
export type { MessageFacts, MessageKind } from './event-for-message.ts';
export { MessageAbout, messageFacts } from './message-facts.ts';
export { casesIn } from './case-store.ts';
export { caseCrontab, caseJobs } from './jobs.ts';
export { allowedActs, isClosed, lifecycle, type CaseStatus, type Command, type EventKind } from './lifecycle.ts';
export {
  endBundleDraft,
  examineBundleDraft,
  filedBundleDraft,
  filingBundleDraft,
  type FilledBundle,
} from './file-bundle-draft.ts';
export { mayReadFile } from './may-read-file.ts';
export { myCases, type CaseRow, type MyCases } from './my-cases.ts';
export { caseNo, readShortNo, shortNo, type CaseNo, type ShortNo } from './numbers.ts';
export { openBoard, openQueue, type OpenBoard, type OpenQueue } from './open-board.ts';
export { answerObjection, type AnswerObstacle } from './objections/answer-objection.ts';
export { objectionFigures, type ObjectionFigures } from './objections/figures.ts';
export { heardFile, objectionFile, type ObjectionFile } from './objections/files.ts';
export { objectToOrder } from './objections/object-to-order.ts';
export { replyToObjection } from './objections/reply-to-objection.ts';
export { reviewObjection, type ReviewWorld } from './objections/review-objection.ts';
export {
  heardObjection,
  myObjections,
  objectionDesk,
  type HeardObjection,
  type MyObjections,
  type ObjectionCard,
  type ObjectionState,
  type ObjectionView,
} from './objections/views.ts';
export { actsAfter, actsAt, caseIdsOf, type ActSpecial, type WatchedAct } from './history/acts-after.ts';
export { closedHistories } from './history/closed-histories.ts';
export { closedUpTo, closedVersions, countClosed, type ClosedVersion } from './history/history-store.ts';
export type { CaseHistory, HistoryAct, HistoryTask } from './history/history.ts';
export { periodFacts, type PeriodFacts } from './history/period-store.ts';
export { stampedCases } from './history/stamped-cases.ts';
export { firstReceived, type CaseStamps, type Pause, type Period } from './history/stamps-store.ts';
export { watchedHistory } from './history/watched-history.ts';
export { wayFinder, type Way } from './history/way.ts';
export { handOver, handOverForAbsent } from './hand-over.ts';
export { handsView, type HandCard } from './hands-view.ts';
export type { ColleagueView } from './colleagues.ts';
export { keepGate, type GatedCase } from './keep-gate.ts';
export { objectionGrounds, passStage } from './pass-stage.ts';
export { planOf, type NamedStage, type PlannedStage } from './plan.ts';
export { referencedFiles } from './referenced-files.ts';
export { adoptRestored, type Adopted } from './restore/adopt-restored.ts';
export { lostRecords, type LostRecords } from './restore/lost-records.ts';
export { settleLost, settleMissing, type Settlement } from './restore/settle-lost.ts';
export { routeFor } from './route/route-for.ts';
export { leadOverview, type LedCase, type LedPart } from './route/lead-overview.ts';
export { replayAll, type ReplayedAll } from './route/replay/replay-all.ts';
export type { Divergence } from './route/replay/replay-case.ts';
export { RecordedFile, replayFile, type ReplayedFile } from './route/replay/recorded-file.ts';
export { caseRungs, lockCaseForTime } from './limits/rungs.ts';
export { fireDues } from './route/fire-dues.ts';
export { refuse } from './refuse.ts';
export { officerReleaseReasons, release } from './release.ts';
export { releaseVanished, type Reports } from './release-vanished.ts';
export { requestSupplement } from './request-supplement.ts';
export { saveDraftPage, type SavedPage, type SavePageInput } from './save-draft-page.ts';
export { signPriority } from './sign-priority.ts';
export { partView, standingOf, type PartView, type Standing } from './standing.ts';
export { startBundleDraft } from './start-bundle-draft.ts';
export { startDraft } from './start-draft.ts';
export { startPart, submitParts, type PartDraft } from './start-part.ts';
export { submit, submitForReceipt } from './submit.ts';
export { takeNext } from './take-next.ts';
export type { OfferedText } from './ready/offered-texts.ts';
export { taskView, type TaskView } from './task-view.ts';
export type { AutomaticDetails, TimelineEntry } from './timeline.ts';
export { track, type TrackView } from './track.ts';
export { planVisit } from './visit/plan-visit.ts';
export { signVisit } from './visit/sign-visit.ts';
export { pointAnswers } from './visit/visit.ts';
export { visitRecord, visitRecords, type RecordCard, type RecordToSign } from './visit/visit-records.ts';
export type { CaseVisit } from './visit/visits-of-case.ts';
export type { SignerView, VisitView } from './visit/visit-view.ts';
export { writeVisit } from './visit/write-visit.ts';
export { withdraw } from './withdraw.ts';
export { moveLine, movesIn } from './try-out/moves.ts';
export type { Line, Move, OpenTask, OpenTimer, Story } from './try-out/story.ts';
export { tryOut, type TriedPage, type TryOut } from './try-out/try-out.ts';
export type { CaseClock } from './limits/case-clocks.ts';
