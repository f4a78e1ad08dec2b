import type { LimitUnit } from '#catalogue';
import type { Values } from './tree.ts';

/** The id of an element of the model, as the file gives it. */
export type ElementId = string;

/** A span of time as the law counts it: working days, calendar days, months, hours, minutes. */
export interface Span {
  readonly value: number;
  readonly unit: LimitUnit;
}

/** When the departments of one node have said enough. */
export type Completion =
  { readonly rule: 'all' | 'any' | 'veto' } | { readonly rule: 'n-of-m'; readonly needed: number };

/** Departments that work on the same node at the same time, each for itself (multi-instance, parallel). */
export interface Joint {
  readonly departments: readonly string[];
  readonly completion: Completion;
}

/** Silence counts as consent after so long, because a named legal basis says so. */
export interface Deemed {
  readonly after: Span;
  readonly basis: string;
}

/** Everything, where a list could stand. */
export const EVERYTHING = '*';

/**
 * What a department needs of the application at its task (个人信息保护法 6, 34): entries as the file has them, or
 * everything; none at all is an empty list. What the file does not say is left to the rule for such tasks.
 */
export interface NeedToKnow {
  /** Ids of pages of the form, or `page.field` for one question of a page. */
  readonly pages?: readonly string[] | typeof EVERYTHING;
  /** Numbers of materials. */
  readonly materials?: readonly number[] | typeof EVERYTHING;
}

/** A visit to the site (现场核查): one task, one record, which so many people sign. */
export interface SiteVisit {
  /** Two at least (行政许可法 34). */
  readonly inspectors: number;
  /** What is looked at, point by point. */
  readonly checklist: readonly string[];
}

/** What is to be done at a task, by whom and in what time. */
export interface Work {
  /** Whoever does it; of joint work, whoever leads it. */
  readonly department?: string;
  /** Others who take part in the one task and its one record (a joint site visit). */
  readonly participants: readonly string[];
  readonly stage?: string;
  readonly budget?: Span;
  readonly form?: string;
  /** The decision that a business-rule task asks. */
  readonly decision?: string;
  /** What a service task does. */
  readonly operation?: string;
  readonly joint?: Joint;
  readonly deemed?: Deemed;
  readonly needs?: NeedToKnow;
  readonly visit?: SiteVisit;
}

/** When the platform itself asks a table whether a case can be approved without anybody looking at it. */
export type AutomaticAfter = 'filing' | 'acceptance';

/** The table that may approve a case by itself. Whatever else it comes to, a person decides (docs/decisions.md). */
export interface Automatic {
  readonly decision: string;
  readonly after: AutomaticAfter;
}

export type TaskKind = 'user' | 'service' | 'rule';
export type GatewayKind = 'exclusive' | 'parallel' | 'inclusive';
export type NodeKind = 'start' | 'end' | 'terminate' | 'timer' | 'subprocess' | TaskKind | GatewayKind;

interface Common {
  readonly id: ElementId;
  readonly name?: string;
  /** The sub-process around it; absent directly in the process. */
  readonly parent?: ElementId;
  /** Documentation and other content that is kept for the round trip and means nothing. */
  readonly kept: Values;
}

export type RouteNode =
  | (Common & { readonly kind: 'start' | 'end' | 'terminate' | 'subprocess' | 'parallel' })
  | (Common & { readonly kind: 'exclusive' | 'inclusive'; readonly otherwise?: ElementId })
  | (Common & { readonly kind: TaskKind; readonly work: Work })
  | (Common & {
      readonly kind: 'timer';
      readonly on: ElementId;
      readonly interrupting: boolean;
      readonly after: Span;
    });

/** A sequence flow. The order of flows in the route is the order in which conditions are asked. */
export interface Flow {
  readonly id: ElementId;
  readonly name?: string;
  readonly parent?: ElementId;
  readonly source: ElementId;
  readonly target: ElementId;
  /** FEEL, true when the flow is to be taken. */
  readonly condition?: string;
  /** FEEL as the file itself names it at the condition. */
  readonly language?: string;
  readonly kept: Values;
}

/** An approval route: what BPMN 2.0 says of a process, as far as the platform gives it a meaning (docs/routes.md). */
export interface Route {
  readonly id: ElementId;
  readonly name?: string;
  /** Absent: every case is decided by people. */
  readonly automatic?: Automatic;
  readonly nodes: readonly RouteNode[];
  readonly flows: readonly Flow[];
  /** What the file says besides, kept for the round trip: it never changes what a route does. */
  readonly kept: {
    readonly process: Values;
    /** Attributes of the file, pools, categories, and the drawing (BPMNDI). */
    readonly definitions: Values;
  };
}

/** What is wrong with a model, and where. */
export interface Problem<Code extends string> {
  readonly code: Code;
  readonly element?: ElementId;
  /** Line of the file, from 1. */
  readonly line?: number;
  /** A short word out of the model or about it, e.g. the type of the element. */
  readonly detail?: string;
}
