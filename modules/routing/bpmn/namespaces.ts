/** Attributes of the platform's own; docs/routes.md names each. */
export const OWN = 'urn:tongban:route:1';

/** Every namespace that has a meaning here; anything else in a file is refused at its place. */
export const NAMESPACES: ReadonlySet<string> = new Set([
  'http://www.omg.org/spec/BPMN/20100524/MODEL',
  'http://www.omg.org/spec/BPMN/20100524/DI',
  'http://www.omg.org/spec/DD/20100524/DC',
  'http://www.omg.org/spec/DD/20100524/DI',
  'http://www.w3.org/2001/XMLSchema-instance',
  'http://bpmn.io/schema/bpmn/biocolor/1.0',
  'http://www.omg.org/spec/BPMN/non-normative/color/1.0',
  OWN,
]);

const attribute = (name: string) => ({ name, isAttr: true, type: 'String' });

/** The attributes as a package for the parser, which checks that they stand where they may. */
export const ownPackage = {
  name: 'Tongban',
  prefix: 'tongban',
  uri: OWN,
  // What it extends keeps its name: bpmn:process, not bpmn:Process.
  xml: { tagAlias: 'lowerCase' },
  types: [
    {
      name: 'Work',
      extends: ['bpmn:Task'],
      properties: [
        'department',
        'participants',
        'stage',
        'budget',
        'form',
        'decision',
        'operation',
        'deemedAfter',
        'legalBasis',
        'pages',
        'materials',
        'inspectors',
        'checklist',
      ].map(attribute),
    },
    {
      name: 'Joint',
      extends: ['bpmn:MultiInstanceLoopCharacteristics'],
      properties: ['departments', 'completion', 'needed'].map(attribute),
    },
    { name: 'Automatic', extends: ['bpmn:Process'], properties: ['automatic', 'automaticAfter'].map(attribute) },
    { name: 'After', extends: ['bpmn:TimerEventDefinition'], properties: [attribute('after')] },
  ],
};
