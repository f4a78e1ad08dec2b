import type { ExplainedRule } from '#routing';
import type { PinnedAutomatic } from './automatic-of.ts';
import type { Verdict } from './judge.ts';

/** What the event of an automatic decision, or of leaving it to people, holds. Sealed, as all that is said of a case. */
export function saidOf(verdict: Verdict, asked: PinnedAutomatic | undefined) {
  const { outcome, rules, inputs } = verdict;
  return {
    outcome,
    ...(verdict.outcome === 'person' ? { reason: verdict.reason, detail: verdict.detail } : {}),
    decision: asked?.decision,
    version: asked?.version,
    rules,
    inputs,
  };
}

/** Reason and article of a decision, as a person would have given them (行政许可法 38). */
export function reasonOf(rules: readonly ExplainedRule[]): { readonly reason: string; readonly article?: string } {
  const once = (texts: readonly (string | undefined)[]) => [...new Set(texts.flatMap((text) => text ?? []))];
  const basis = once(rules.map((rule) => rule.basis)).join('；');
  return { reason: once(rules.map(({ text }) => text)).join('；'), ...(basis === '' ? {} : { article: basis }) };
}
