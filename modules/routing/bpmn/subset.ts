/** What may stand in an element: names that are free, and names whose value must be what it is without them. */
interface Content {
  readonly names: readonly string[];
  readonly fixed?: Readonly<Record<string, readonly (string | number | boolean)[]>>;
}

const BASE = ['id', 'documentation'];
const NODE = [...BASE, 'name', 'incoming', 'outgoing'];
const ACTIVITY = { isForCompensation: [false], startQuantity: [1], completionQuantity: [1] };
const UNSPECIFIED = { implementation: ['##unspecified', '##WebService'] };
const INSIDE = ['flowElements', 'artifacts', 'laneSets'];
const OWN_WORK = ['department', 'participants', 'stage', 'budget', 'form', 'deemedAfter', 'legalBasis'];
/** Of work that people do: what they see, and who signs. */
const OWN_PEOPLE = ['pages', 'materials', 'inspectors', 'checklist'];

/**
 * The subset, as a table: the elements of BPMN 2.0 that a route may have, and what may stand in each. Whatever is not
 * here is refused, because a file that says more than the platform does would promise what does not happen.
 */
export const SUBSET: ReadonlyMap<string, Content> = new Map<string, Content>([
  ['bpmn:StartEvent', { names: NODE, fixed: { isInterrupting: [true], parallelMultiple: [false] } }],
  ['bpmn:EndEvent', { names: [...NODE, 'eventDefinitions'] }],
  ['bpmn:TerminateEventDefinition', { names: BASE }],
  [
    'bpmn:UserTask',
    {
      names: [...NODE, ...OWN_WORK, ...OWN_PEOPLE, 'loopCharacteristics'],
      fixed: { ...ACTIVITY, implementation: ['##unspecified'] },
    },
  ],
  ['bpmn:ServiceTask', { names: [...NODE, ...OWN_WORK, 'operation'], fixed: { ...ACTIVITY, ...UNSPECIFIED } }],
  ['bpmn:BusinessRuleTask', { names: [...NODE, ...OWN_WORK, 'decision'], fixed: { ...ACTIVITY, ...UNSPECIFIED } }],
  ['bpmn:SubProcess', { names: [...NODE, ...INSIDE], fixed: { ...ACTIVITY, triggeredByEvent: [false] } }],
  [
    'bpmn:MultiInstanceLoopCharacteristics',
    { names: [...BASE, 'departments', 'completion', 'needed'], fixed: { isSequential: [false], behavior: ['All'] } },
  ],
  ['bpmn:ExclusiveGateway', { names: [...NODE, 'default', 'gatewayDirection'] }],
  ['bpmn:InclusiveGateway', { names: [...NODE, 'default', 'gatewayDirection'] }],
  ['bpmn:ParallelGateway', { names: [...NODE, 'gatewayDirection'] }],
  [
    'bpmn:BoundaryEvent',
    { names: [...NODE, 'attachedToRef', 'cancelActivity', 'eventDefinitions'], fixed: { parallelMultiple: [false] } },
  ],
  ['bpmn:TimerEventDefinition', { names: [...BASE, 'timeDuration', 'after'] }],
  ['bpmn:SequenceFlow', { names: [...BASE, 'name', 'sourceRef', 'targetRef', 'conditionExpression', 'isImmediate'] }],
  ['bpmn:Expression', { names: [...BASE, 'body'] }],
  ['bpmn:FormalExpression', { names: [...BASE, 'body', 'language'] }],
  ['bpmn:Documentation', { names: [...BASE, 'text', 'textFormat'] }],

  ['bpmn:LaneSet', { names: [...BASE, 'name', 'lanes'] }],
  ['bpmn:Lane', { names: [...BASE, 'name', 'flowNodeRef', 'childLaneSet'] }],
  ['bpmn:TextAnnotation', { names: [...BASE, 'text', 'textFormat'] }],
  ['bpmn:Association', { names: [...BASE, 'sourceRef', 'targetRef', 'associationDirection'] }],
  ['bpmn:Group', { names: [...BASE, 'categoryValueRef'] }],
  ['bpmn:Category', { names: [...BASE, 'name', 'categoryValue'] }],
  ['bpmn:CategoryValue', { names: [...BASE, 'value'] }],

  [
    'bpmn:Process',
    { names: [...BASE, 'name', 'isExecutable', 'isClosed', 'processType', 'automatic', 'automaticAfter', ...INSIDE] },
  ],
  ['bpmn:Collaboration', { names: [...BASE, 'name', 'isClosed', 'participants', 'artifacts'] }],
  ['bpmn:Participant', { names: [...BASE, 'name', 'processRef'] }],
  [
    'bpmn:Definitions',
    {
      names: [
        ...BASE,
        'name',
        'targetNamespace',
        'expressionLanguage',
        'typeLanguage',
        'exporter',
        'exporterVersion',
        'rootElements',
        'diagrams',
      ],
    },
  ],
]);

/** Drawings are kept whole. */
export const DRAWING = /^(?:bpmndi|dc|di):/;

/** Parts that are elements of the route in their own right: a refusal names them, not what they stand in. */
export const ELEMENTS: ReadonlySet<string> = new Set([
  'flowElements',
  'rootElements',
  'artifacts',
  'laneSets',
  'lanes',
  'participants',
  'messageFlows',
  'conversations',
  'categoryValue',
]);
