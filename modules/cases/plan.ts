import type { Stage } from '#queue';

/** A stage of an item as its implementation list names it (办理流程, 环节). */
export interface NamedStage {
  readonly name: string;
  readonly countsTowardDecision: boolean;
  readonly specialProcedure: boolean;
}

/** One task of a case: what kind of work it is, and the item's own word for it where it has one. */
export interface PlannedStage {
  readonly stage: Stage;
  readonly name?: string;
}

const INTAKE = /受理|收件|申报|申请|网报|预约/;
const DECISION = '决定';
const DECISION_IN_OTHER_WORDS = /核准|批准|准迁|审批|签发|登簿|认定|确认|核定|录取|评审|复核|审核|审查登记/;
const AFTER_THE_CASE = '事后';

/** Where an item's list has no stages at all, e.g. items taken over from another platform. */
const PLAIN: readonly PlannedStage[] = [{ stage: 'acceptance' }, { stage: 'examination' }, { stage: 'decision' }];

/**
 * The straight line of a case: acceptance, the examinations in the item's order, one decision, and delivery where the
 * item names a stage after it. The decision is a task of its own, because whoever accepted or examined a case does not
 * decide it (受审分离).
 */
export function planOf(stages: readonly NamedStage[]): readonly PlannedStage[] {
  const listed = stages.filter(({ name }) => !name.startsWith(AFTER_THE_CASE));
  if (listed.length === 0) return PLAIN;

  const intake = listed.slice(0, intakeLength(listed));
  const rest = listed.slice(intake.length);
  const decision = decisionAt(rest);
  const after = rest.slice(decision + 1);
  return [
    planned('acceptance', intake.find(({ name }) => name.includes('受理')) ?? intake[0]),
    ...rest.slice(0, Math.max(decision, 0)).map((stage) => planned('examination', stage)),
    planned('decision', rest[decision]),
    ...(after.length === 0 ? [] : [{ stage: 'delivery' as const, name: after.map(({ name }) => name).join('、') }]),
  ];
}

/** Whatever comes before the first stage that counts is intake, unless it is a special procedure; so is a plain 受理. */
function intakeLength(stages: readonly NamedStage[]): number {
  const at = stages.findIndex((stage) => !isIntake(stage));
  return at < 0 ? stages.length : at;
}

function isIntake({ name, countsTowardDecision, specialProcedure }: NamedStage): boolean {
  if (specialProcedure) return false;
  return !countsTowardDecision || (INTAKE.test(name) && !name.includes('审'));
}

/** The stage that decides: one that says so, else the last of those that mean it, else the last that counts. */
function decisionAt(stages: readonly NamedStage[]): number {
  const last = (test: (stage: NamedStage) => boolean) => stages.findLastIndex(test);
  const counted = (words: RegExp) => last((stage) => stage.countsTowardDecision && words.test(stage.name));
  const candidates = [
    last(({ name }) => name.includes(DECISION)),
    counted(DECISION_IN_OTHER_WORDS),
    last(({ countsTowardDecision }) => countsTowardDecision),
  ];
  return candidates.find((at) => at >= 0) ?? -1;
}

function planned(stage: Stage, { name }: { readonly name?: string } = {}): PlannedStage {
  return name === undefined ? { stage } : { stage, name };
}
