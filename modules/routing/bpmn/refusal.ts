import type { Problem } from '../route.ts';

/** Why a file is not read as a route; sentences under the code itself in locales/zh-CN/route.json. */
export type RefusalCode =
  | 'route.too-large'
  | 'route.not-utf8'
  | 'route.not-xml'
  | 'route.doctype'
  | 'route.encoding'
  | 'route.too-deep'
  | 'route.namespace-unknown'
  | 'route.id-illegal'
  | 'route.id-missing'
  | 'route.id-duplicate'
  | 'route.not-bpmn'
  | 'route.attribute-unknown'
  | 'route.reference-unknown'
  | 'route.element-outside'
  | 'route.property-outside'
  | 'route.extension-outside'
  | 'route.value-malformed'
  | 'route.one-process'
  | 'route.message-flow'
  | 'route.condition-language'
  | 'route.condition-misplaced'
  | 'route.flow-crosses'
  | 'route.flow-contradicts'
  | 'route.budget-malformed'
  | 'route.deemed-without-basis'
  | 'route.completion-malformed'
  | 'route.departments-malformed'
  | 'route.needs-malformed'
  | 'route.visit-malformed'
  | 'route.timer-malformed'
  | 'route.timer-misplaced'
  | 'route.rule-without-decision'
  | 'route.automatic-malformed';

export type Refusal = Problem<RefusalCode>;
