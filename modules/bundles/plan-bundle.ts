import { translator, type Db, type Tx } from '#kernel';
import { itemById, type ItemId, type ServiceItem } from '#catalogue';
import { schemaFor, type Answers, type Capacity, type FormDefinition, type FormPage } from '#forms';
import { formOf } from '#publishing';
import { applies } from './applies.ts';
import type { BundleDefinition, BundleNode } from './definition.ts';
import { mergeForm, type MergedForm, type NodeForm } from './merge-form.ts';
import { proofsOf, withProofs } from './outside-proofs.ts';
import { materialName, settledFor, withoutSettled } from './settled.ts';

/** A node that applies and is a service of the catalogue. */
export interface PlannedService extends NodeForm {
  readonly item: ServiceItem;
}

export interface BundlePlan {
  readonly applying: ReadonlySet<string>;
  readonly services: readonly PlannedService[];
  readonly merged: MergedForm;
}

/** What a bundle comes to for somebody who answers its questions so: services, their forms, and the one form of all. */
export async function planBundle(
  db: Db | Tx,
  definition: BundleDefinition,
  { choices, capacity }: { readonly choices: Answers; readonly capacity: Capacity },
): Promise<BundlePlan> {
  const asked = applies(definition, choices);
  const found = await Promise.all(
    definition.nodes.map(async (node) => ({ node, item: asked.has(node.key) ? await itemOf(db, node) : undefined })),
  );
  const missing = new Set(
    found.flatMap(({ node, item }) => (node.kind === 'case' && item === undefined ? [node.key] : [])),
  );
  // A service that the catalogue no longer has cannot be asked of anybody: it counts as done.
  const applying = new Set([...asked].filter((key) => !missing.has(key)));
  const forms = new Map<string, FormDefinition>();
  for (const { node, item } of found) if (item !== undefined) forms.set(node.key, await formOf(db, item, capacity));
  const services = found.flatMap(({ node, item }) => {
    const own = forms.get(node.key);
    if (item === undefined || own === undefined) return [];
    const asking = { node: node.key, form: own };
    const form = withoutSettled(definition, asking, settledFor(definition, node.key, applying));
    return [{ node: node.key, item, form }];
  });
  const merged = mergeForm(
    { id: definition.id, title: definition.name, materialName: (node, name) => materialName(definition, node, name) },
    services,
  );
  return { applying, services, merged: withProofs(merged, proofsOf(definition, applying)) };
}

async function itemOf(db: Db | Tx, { item }: BundleNode): Promise<ServiceItem | undefined> {
  return item === undefined ? undefined : itemById(db, item as ItemId);
}

/** What comes before a node and tells it something when it begins: services of the bundle, and what was shown of outside. */
export function giversOf(
  { nodes, edges }: Pick<BundleDefinition, 'nodes' | 'edges'>,
  node: string,
  applying: ReadonlySet<string>,
): readonly { readonly node: BundleNode; readonly passes: readonly string[]; readonly field: string }[] {
  return edges
    .filter(({ from, to, kind }) => to === node && kind !== 'finish-decide' && applying.has(from))
    .flatMap(({ from, passes }) => {
      const giver = nodes.find(
        ({ key, kind, proof }) => key === from && (kind === 'case' || (kind === 'outside' && proof !== undefined)),
      );
      const field = `earlier${from.slice(0, 1).toUpperCase()}${from.slice(1)}`;
      return giver === undefined ? [] : [{ node: giver, passes, field }];
    });
}

/** A service's form with a page for what those before it have settled: filled in when it begins, by nobody's hand. */
export function withEarlier(form: FormDefinition, givers: ReturnType<typeof giversOf>): FormDefinition {
  if (givers.length === 0) return form;
  const t = translator();
  const page: FormPage = {
    id: 'earlier-results',
    title: t('bundles.earlier.title'),
    fields: givers.map(({ node, field }) => ({ name: field, kind: 'textarea', label: node.title, required: false })),
  };
  const layout = { pages: [...form.layout.pages, page] };
  return { ...form, schema: schemaFor(layout), layout };
}
