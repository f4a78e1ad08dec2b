import { isNumberQuestion } from '../condition.ts';
import { writtenCondition } from '../condition-rows.ts';
import type { BundleDefinition, BundleNode } from '../definition.ts';
import { optionLines } from './options.ts';
import { BundleSketch, type SketchNode, type SketchQuestion } from './sketch.ts';

/** A definition to be written on. */
export function sketchOf(definition: BundleDefinition): BundleSketch {
  const { name, plainName, lead, departments, capacities, questions, outputs } = definition;
  return BundleSketch.parse({
    about: {
      ...{ name, plainName, lead, capacities },
      departments: departments.join('\n'),
      intro: questions.intro ?? '',
      outputs: outputs.join('\n'),
      notes: definition.notes ?? '',
      reference: definition.reference ?? '',
    },
    questions: questions.fields.map(questionOf),
    nodes: definition.nodes.map(nodeOf),
    edges: definition.edges.map(({ from, to, kind, passes }) => ({ from, to, kind, passes: passes.join('\n') })),
    materials: definition.materials.map(({ name: called, source, asked, replacedBy = '', usedBy, names = [] }) => ({
      ...{ name: called, source, asked, replacedBy, usedBy },
      names: names.join('\n'),
    })),
  });
}

function questionOf(field: BundleDefinition['questions']['fields'][number]): SketchQuestion {
  const { name, kind, label, hint = '', options = [] } = field;
  return { name, kind: isNumberQuestion(field) ? 'number' : kind, label, hint, options: optionLines(options) };
}

function nodeOf({ key, kind, item, title, optional, condition, when, ...node }: BundleNode): SketchNode {
  return {
    ...{ key, kind, title, optional },
    item: item ?? '',
    days: node.promised === undefined ? '' : String(node.promised.value),
    ...writtenCondition(condition),
    when: when ?? '',
    yields: (node.yields ?? []).join('\n'),
    proof: node.proof?.ask ?? '',
    proofName: node.proof?.name ?? '',
    proofWhere: node.proof?.where ?? '',
  };
}
