import type { FormField } from '#forms';
import { NUMBER } from '../condition.ts';
import { conditionOf } from '../condition-rows.ts';
import { BundleDefinition } from '../definition.ts';
import { optionsIn } from './options.ts';
import { linesIn, type BundleSketch, type SketchNode, type SketchQuestion } from './sketch.ts';

export interface Named {
  readonly id: string;
  readonly sample: boolean;
  /** Title of the page of questions. */
  readonly questionsTitle: string;
}

/** The definition that a sketch is, if it is whole; else the places that are not, as the schema names them. */
export function definitionOf(sketch: BundleSketch, { id, sample, questionsTitle }: Named) {
  const { about } = sketch;
  const fields = sketch.questions.map(fieldOf);
  return BundleDefinition.safeParse({
    ...{ id, sample },
    ...{ name: about.name.trim(), plainName: about.plainName.trim(), lead: about.lead.trim() },
    departments: linesIn(about.departments),
    capacities: about.capacities,
    questions: { id: 'questions', title: questionsTitle, ...text('intro', about.intro), fields },
    nodes: sketch.nodes.map((node) => nodeOf(node, fields)),
    edges: sketch.edges.map(({ from, to, kind, passes }) => ({ from, to, kind, passes: linesIn(passes) })),
    materials: sketch.materials.map(({ name, source, asked, replacedBy, usedBy, names }) => ({
      ...{ name: name.trim(), source: source.trim(), asked: asked.trim(), usedBy },
      ...text('replacedBy', replacedBy),
      ...list('names', names),
    })),
    outputs: linesIn(about.outputs),
    ...text('notes', about.notes),
    ...text('reference', about.reference),
  });
}

const text = (name: string, typed: string) => (typed.trim() === '' ? {} : { [name]: typed.trim() });
const list = (name: string, typed: string) => (linesIn(typed).length === 0 ? {} : { [name]: linesIn(typed) });

/** A question as the form knows it: everything is asked, for an answer that nobody gave decides nothing. */
export function fieldOf({ name, kind, label, hint, options }: SketchQuestion): FormField {
  const isChoice = kind === 'choice' || kind === 'choices';
  return {
    name,
    label: label.trim(),
    required: true,
    ...text('hint', hint),
    ...(kind === 'number'
      ? { kind: 'text', inputmode: 'decimal', pattern: NUMBER, maxLength: 12 }
      : { kind: kind as FormField['kind'] }),
    ...(isChoice ? { options: [...optionsIn(options)] } : {}),
  };
}

function nodeOf(node: SketchNode, questions: readonly FormField[]): Record<string, unknown> {
  const { key, kind, item, title, optional, days, when, yields } = node;
  const condition = conditionOf(node, questions);
  return {
    ...{ key, kind, optional, title: title.trim() },
    ...(kind === 'case' ? text('item', item) : {}),
    ...(condition === undefined ? {} : { condition, ...text('when', when) }),
    ...(days.trim() === '' ? {} : { promised: { value: Number(days), unit: 'workday' } }),
    ...list('yields', yields),
    ...(kind === 'outside' && node.proof !== ''
      ? { proof: { ask: node.proof, name: node.proofName.trim(), ...text('where', node.proofWhere) } }
      : {}),
  };
}
