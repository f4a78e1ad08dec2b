export { answerOf, isBlank, type AddressAnswer, type Answers, type AnswerValue } from './answers.ts';
export { answerRows, type AnswerPage, type AnswerRow } from './answer-rows.ts';
export { checkForm, type PageProblem } from './check-form.ts';
export { Condition, holds } from './condition.ts';
export { FormDefinition, type FormLayout, type JsonSchema } from './definition.ts';
export { digest } from './digest.ts';
export { editSketch, SketchEdit } from './edit-sketch.ts';
export { fieldKinds, prefillSources, type FieldKind, type FormField, type PrefillSource } from './field.ts';
export { formAs, formFor, ownForms } from './form-for.ts';
export type { Capacity, FormSource, MaterialSource } from './form-source.ts';
export { capacitiesOf, generateForm } from './generate.ts';
export { maskedRows } from './masked-rows.ts';
export { addressLevels, type AddressLevel } from './kinds/address.ts';
export type { PageInput } from './kinds/kind.ts';
export { FormPage } from './page.ts';
export { personalFields } from './personal.ts';
export { prefill, type Prefilled, type PrefillProfile, type Provenance } from './prefill.ts';
export { readPage, type PageAnswers } from './read-page.ts';
export { sampleInput } from './sample-input.ts';
export { schemaFor } from './schema-for.ts';
export {
  formOfSketch,
  FormSketch,
  sketchOf,
  sketchProblems,
  type SketchField,
  type SketchPage,
  type SketchProblem,
} from './sketch.ts';
export { awaitedBy, conditionFor, type Awaited } from './simple-condition.ts';
export { pinForm, pinnedForm, type FormVersionId } from './store.ts';
export { askedMaterials, visibleAnswers, visibleFields, visiblePages } from './visible.ts';
