import { schemaFor, type FormDefinition, type FormField, type FormPage } from '#forms';
import { earlierThan } from './applies.ts';
import type { BundleDefinition } from './definition.ts';

/** What those of the bundle that come earlier settle for a node: nobody is asked for it. */
export interface Settled {
  /** Names of materials, as the bundle calls them, with the node that hands them on. */
  readonly materials: ReadonlyMap<string, string>;
  /** Sources of answers, and questions as services put them. */
  readonly questions: ReadonlySet<string>;
}

/** Only services of the bundle settle anything: what is done outside, the platform does not hold. */
export function settledFor(definition: BundleDefinition, node: string, applying: ReadonlySet<string>): Settled {
  const earlier = earlierThan(definition, node, applying);
  const givers = definition.nodes.filter(({ key, kind }) => kind === 'case' && earlier.has(key));
  const keys = new Set(givers.map(({ key }) => key));
  return {
    materials: new Map(
      definition.edges
        .filter(({ from }) => keys.has(from))
        .flatMap(({ from, passes }) => passes.map((name) => [name, from] as const)),
    ),
    questions: new Set(givers.flatMap(({ yields = [] }) => yields)),
  };
}

/** What the bundle calls a material that a service calls so. */
export function materialName({ materials }: Pick<BundleDefinition, 'materials'>, node: string, name: string): string {
  const known = materials.find(({ usedBy, names = [] }) => usedBy.includes(node) && names.includes(name));
  return known?.name ?? name;
}

/** A node's form without what is settled before it begins. */
export function withoutSettled(
  definition: BundleDefinition,
  { node, form }: { readonly node: string; readonly form: FormDefinition },
  { materials, questions }: Settled,
): FormDefinition {
  const isAsked = (field: FormField) =>
    field.kind === 'file'
      ? !materials.has(field.label) && !materials.has(materialName(definition, node, field.label))
      : !questions.has(field.label) && (field.prefill === undefined || !questions.has(field.prefill));
  const pages = form.layout.pages
    .map((page): FormPage => ({ ...page, fields: page.fields.filter(isAsked) }))
    .filter(({ fields }) => fields.length > 0);
  return { ...form, schema: schemaFor({ pages }), layout: { pages } };
}
