import type { WatchedType } from '../history/event.ts';
import { rules } from '../rules/catalogue.ts';
import type { Rule, RuleId } from '../rules/rule.ts';
import { accessSource } from './access-source.ts';
import { caseSource } from './case-source.ts';
import { clockSource, extensionSource } from './clock-source.ts';
import { logSource } from './log-source.ts';
import type { Source } from './source.ts';

/** Every source of the platform; of events of the same moment those of an earlier one are shown first. */
export const sources: readonly Source[] = [extensionSource, caseSource, clockSource, accessSource, logSource];

/** What a rule listens to and nobody tells, and so whether it finds anything. */
export interface RuleStatus {
  readonly id: RuleId;
  readonly status: 'live' | 'partly' | 'waiting';
  readonly waitsFor: readonly WatchedType[];
}

export function statusOf(rule: Rule, known: readonly Source[] = sources): RuleStatus {
  const told = new Set(known.flatMap(({ emits }) => emits));
  const waitsFor = [...rule.needs, ...(rule.uses ?? [])].filter((type) => !told.has(type));
  const nothing = rule.needs.every((type) => !told.has(type));
  return { id: rule.id, status: nothing ? 'waiting' : waitsFor.length === 0 ? 'live' : 'partly', waitsFor };
}

/** The whole catalogue: which rules work, which wait and for what. */
export function ruleStatuses(): readonly RuleStatus[] {
  return rules.map((rule) => statusOf(rule));
}
