import assert from 'node:assert/strict';
import { evaluateFeel } from '../feel/evaluate-feel.ts';
import { toSource } from '../feel/text.ts';
import { isContext, type Context } from '../feel/value.ts';
import { openModel, type Decided, type Decisions } from './decide.ts';
import type { Model } from './model.ts';
import { readModel } from './read/read-model.ts';

export const NOON = () => new Date('2026-03-01T04:00:00Z');
const MODEL = 'https://www.omg.org/spec/DMN/20230324/MODEL/';

/** A file of DMN 1.5 around what is given. */
export function dmn(inside: string, { name = 'test', imports = '' } = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="${MODEL}" name="${name}" namespace="urn:test:${name}" xmlns:feel="https://www.omg.org/spec/DMN/20230324/FEEL/">
${imports}${inside}
</definitions>`;
}

export function importing(name: string, alias = name): string {
  return `<import name="${alias}" namespace="urn:test:${name}" importType="${MODEL}"/>`;
}

export function input(name: string, typeRef?: string): string {
  const type = typeRef === undefined ? '' : ` typeRef="${typeRef}"`;
  return `<inputData id="${name}" name="${name}"><variable name="${name}"${type}/></inputData>`;
}

export interface Drawn {
  readonly inputs?: readonly string[];
  readonly decisions?: readonly string[];
  readonly knowledge?: readonly string[];
  readonly type?: string;
}

function href(to: string): string {
  return to.includes('#') ? to : `#${to}`;
}

export function requirements({ inputs = [], decisions = [], knowledge = [] }: Drawn): string {
  const information = (element: string) => (to: string) =>
    `<informationRequirement><${element} href="${href(to)}"/></informationRequirement>`;
  return [
    ...inputs.map(information('requiredInput')),
    ...decisions.map(information('requiredDecision')),
    ...knowledge.map((to) => `<knowledgeRequirement><requiredKnowledge href="${href(to)}"/></knowledgeRequirement>`),
  ].join('');
}

export function decision(name: string, logic: string, drawn: Drawn = {}): string {
  const type = drawn.type === undefined ? '' : ` typeRef="${drawn.type}"`;
  return `<decision id="${name}" name="${name}"><variable name="${name}"${type}/>${requirements(drawn)}${logic}</decision>`;
}

export function literal(text: string, typeRef?: string): string {
  const type = typeRef === undefined ? '' : ` typeRef="${typeRef}"`;
  return `<literalExpression${type}><text>${escaped(text)}</text></literalExpression>`;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

export function modelOf(xml: string): Model {
  const read = readModel(xml);
  assert.ok('model' in read, JSON.stringify('refusals' in read ? read.refusals : []));
  return read.model;
}

export function opened(xml: string, ...others: readonly string[]): Decisions {
  return openModel(modelOf(xml), others.map(modelOf));
}

/** A FEEL context as inputs. */
export function given(source: string): Context {
  const { value } = evaluateFeel(source, { now: NOON });
  assert.ok(isContext(value), source);
  return value;
}

/** What a decision comes to, as FEEL would write it; of a null that was not meant, also why. */
export function decided(model: Decisions, name: string, inputs = '{}'): string {
  return shownResult(model.decide(given(inputs), { now: NOON }, [name]), name);
}

export function invoked(model: Decisions, name: string, args = '{}'): string {
  return shownResult(model.invoke(name, given(args), { now: NOON }), name);
}

function shownResult({ results, diagnostics }: Decided, name: string): string {
  const value = results.get(name) ?? null;
  const [why] = diagnostics;
  return value === null && why !== undefined ? `null ${why.code}` : toSource(value);
}
