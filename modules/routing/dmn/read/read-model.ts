import type { Decision, InputData, ItemDefinition, Knowledge, Model, Service, Variable } from '../model.ts';
import { MOST_REFUSALS } from '../limits.ts';
import { DMN, isFeel } from '../namespaces.ts';
import type { ModelRefusal, Refuse } from '../refusal.ts';
import { VOCABULARY } from '../vocabulary.ts';
import { readXml, shown, type XmlElement } from '../xml.ts';
import { expressionsIn, readFunction, readVariable } from './read-expression.ts';
import { attribute, childOf, childrenOf, qualified, typeRefOf, wordsOf, type Reading } from './reading.ts';

/** A model, or everything for which it is refused. */
export type ReadModel = { readonly model: Model } | { readonly refusals: readonly ModelRefusal[] };

/**
 * Reads a model of DMN 1.1 to 1.6. A part that is not understood is a refusal of the whole; what a vendor adds in a
 * namespace of its own, and how the diagram is drawn, decides nothing and is passed over.
 */
export function readModel(xml: string | Uint8Array): ReadModel {
  const refusals: ModelRefusal[] = [];
  const refuse: Refuse = (code, at, detail) => {
    if (refusals.length < MOST_REFUSALS)
      refusals.push({ code, line: at.line, element: at.id, detail: detail && shown(detail) });
  };
  const text = typeof xml === 'string' ? xml : decoded(xml, refuse);
  const root = text === undefined ? undefined : readXml(text, refuse);
  const model = root && modelOf({ refuse }, root);
  return model === undefined || refusals.length > 0 ? { refusals } : { model };
}

function decoded(bytes: Uint8Array, refuse: Refuse): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    refuse('model.not-utf8', {});
    return undefined;
  }
}

function modelOf(reading: Reading, root: XmlElement): Model | undefined {
  if (root.name !== 'definitions' || !DMN.has(root.uri)) {
    reading.refuse('model.not-dmn', root, root.uri);
    return undefined;
  }
  const language = root.attributes.get('expressionLanguage');
  if (!isFeel(language)) reading.refuse('model.language', root, language);
  inspect(reading, root);
  const parts = <T>(name: string, read: (reading: Reading, element: XmlElement) => T) =>
    childrenOf(root, name).map((element) => read(reading, element));
  const model: Model = {
    name: root.attributes.get('name') ?? '',
    namespace: attribute(reading, root, 'namespace'),
    imports: childrenOf(root, 'import')
      .filter((one) => DMN.has(one.attributes.get('importType') ?? ''))
      .map((one) => ({ name: one.attributes.get('name') ?? '', namespace: attribute(reading, one, 'namespace') })),
    types: parts('itemDefinition', readType),
    inputs: parts('inputData', readInput),
    decisions: parts('decision', readDecision),
    knowledge: parts('businessKnowledgeModel', readKnowledge),
    services: parts('decisionService', readService),
  };
  unique(reading, root, model);
  return model;
}

/** Every element of DMN's own has to be one that is known where it stands. */
function inspect(reading: Reading, element: XmlElement): void {
  const known = VOCABULARY.get(element.name);
  if (known === undefined) return;
  for (const child of element.children.filter(({ uri }) => DMN.has(uri))) {
    if (known.has(child.name)) inspect(reading, child);
    else reading.refuse('model.element-unknown', child, `${element.name}: ${child.name}`);
  }
}

/** An id that two have points at neither, and of two values that have one name nobody knows which is meant. */
function unique({ refuse }: Reading, root: XmlElement, { inputs, decisions, knowledge, services }: Model): void {
  const [ids, names] = [new Set<string>(), new Set<string>()];
  for (const { id } of [...inputs, ...decisions, ...knowledge, ...services]) {
    if (ids.has(id)) refuse('model.id-duplicate', { line: root.line, id }, id);
    ids.add(id);
  }
  for (const { id, name } of [...inputs, ...decisions]) {
    if (names.has(name)) refuse('model.name-duplicate', { line: root.line, id }, name);
    names.add(name);
  }
}

function readType(reading: Reading, element: XmlElement): ItemDefinition {
  const functionItem = childOf(element, 'functionItem');
  return {
    ...readVariable(reading, element),
    isCollection: element.attributes.get('isCollection') === 'true',
    allowedValues: wordsOf(childOf(element, 'allowedValues')),
    typeConstraint: wordsOf(childOf(element, 'typeConstraint')),
    components: childrenOf(element, 'itemComponent').map((component) => readType(reading, component)),
    functionItem: functionItem && {
      parameters: childrenOf(functionItem, 'parameters').map((parameter) => readVariable(reading, parameter)),
      result: qualified(functionItem, functionItem.attributes.get('outputTypeRef')),
    },
  };
}

function readPart(reading: Reading, element: XmlElement): Omit<InputData, 'description'> {
  const name = attribute(reading, element, 'name');
  const variable = childOf(element, 'variable');
  const own: Variable = { name: variable?.attributes.get('name') ?? name, typeRef: variable && typeRefOf(variable) };
  return { id: element.attributes.get('id') ?? name, name, variable: own };
}

function readInput(reading: Reading, element: XmlElement): InputData {
  const description = childOf(element, 'description')?.text.trim() ?? '';
  return { ...readPart(reading, element), description: description === '' ? undefined : description };
}

/** Where each reference inside points. */
function hrefs(reading: Reading, element: XmlElement, name: string): readonly string[] {
  return childrenOf(element, name).map((reference) => attribute(reading, reference, 'href'));
}

function requirements(reading: Reading, element: XmlElement): readonly string[] {
  const information = childrenOf(element, 'informationRequirement');
  return [
    ...information.flatMap((one) => [
      ...hrefs(reading, one, 'requiredInput'),
      ...hrefs(reading, one, 'requiredDecision'),
    ]),
    ...childrenOf(element, 'knowledgeRequirement').flatMap((one) => hrefs(reading, one, 'requiredKnowledge')),
  ];
}

function readDecision(reading: Reading, element: XmlElement): Decision {
  const [logic] = expressionsIn(reading, element);
  return { ...readPart(reading, element), requires: requirements(reading, element), logic };
}

function readKnowledge(reading: Reading, element: XmlElement): Knowledge {
  const logic = childOf(element, 'encapsulatedLogic');
  return {
    ...readPart(reading, element),
    requires: requirements(reading, element),
    logic: logic && readFunction(reading, logic),
  };
}

function readService(reading: Reading, element: XmlElement): Service {
  return {
    ...readPart(reading, element),
    outputs: hrefs(reading, element, 'outputDecision'),
    inputDecisions: hrefs(reading, element, 'inputDecision'),
    inputData: hrefs(reading, element, 'inputData'),
  };
}
