import type { Flow } from '../route.ts';
import { partsOf, referencesOf, textOf, type Tree } from '../tree.ts';
import { MOST_CONDITION } from './limits.ts';
import { keptOf } from './read-node.ts';
import type { Refuse } from './given.ts';
import { present } from './read-work.ts';

interface Place {
  readonly id: string;
  readonly parent: string | undefined;
  /** The language that conditions of the file have unless they say otherwise. */
  readonly language: string | undefined;
}

/** Any version of FEEL as DMN names it, or the plain word. */
const FEEL = /^(?:feel|https?:\/\/www\.omg\.org\/spec\/(?:DMN|FEEL)\/\d{8}(?:\/FEEL\/?)?)$/i;

/** A sequence flow, or undefined where a refusal says why there is none. */
export function readFlow(tree: Tree, { id, parent, language }: Place, refuse: Refuse): Flow | undefined {
  const [source] = referencesOf(tree, 'sourceRef');
  const [target] = referencesOf(tree, 'targetRef');
  if (source === undefined || target === undefined) {
    refuse('route.value-malformed', 'sourceRef targetRef');
    return undefined;
  }
  const condition = readCondition(tree, language, refuse);
  const [spoken] = partsOf(tree, 'conditionExpression').map((expression) => textOf(expression, 'language'));
  const kept = keptOf(tree, ['documentation', 'isImmediate']);
  return { id, ...present({ name: textOf(tree, 'name'), parent, condition, language: spoken }), source, target, kept };
}

function readCondition(tree: Tree, language: string | undefined, refuse: Refuse): string | undefined {
  const [expression] = partsOf(tree, 'conditionExpression');
  if (expression === undefined) return undefined;
  const spoken = textOf(expression, 'language') ?? language;
  if (spoken !== undefined && !FEEL.test(spoken)) refuse('route.condition-language', spoken.slice(0, 100));
  const text = textOf(expression, 'body')?.trim() ?? '';
  if (text === '' || text.length > MOST_CONDITION) refuse('route.value-malformed', 'conditionExpression');
  return text;
}
