import type { World } from '#kernel';
import type { Answers, Capacity, FormPage } from '#forms';
import { unitById } from '#identity';
import type { BundleDefinition, BundleEdge } from './definition.ts';
import { bundleInForce, bundlesInForce } from './definition-store.ts';
import { mergeMaterials, type MergedMaterial } from './merge-materials.ts';
import { planBundle, type BundlePlan, type PlannedService } from './plan-bundle.ts';
import { promiseOf } from './promise.ts';
import { readChoices } from './start-application.ts';

export interface BundleCard {
  readonly id: string;
  readonly name: string;
  readonly plainName: string;
  readonly lead: string;
  readonly services: number;
  readonly departments: number;
  readonly sample: boolean;
}

/** Every bundle in force. */
export async function bundleCards(world: World): Promise<readonly BundleCard[]> {
  const bundles = await bundlesInForce(world.db);
  return bundles.map(({ definition: { id, name, plainName, lead, nodes, departments, sample } }) => ({
    id,
    name,
    plainName,
    lead,
    services: nodes.filter(({ kind }) => kind === 'case').length,
    departments: departments.length,
    sample,
  }));
}

export interface GuideStep {
  readonly key: string;
  readonly kind: BundleDefinition['nodes'][number]['kind'];
  readonly title: string;
  /** Of a service: its guide. */
  readonly item?: string;
  readonly department?: string;
  readonly when?: string;
  /** Done outside, and the applicant has to have this before anything that waits for it. */
  readonly proof?: { readonly ask: 'number' | 'file'; readonly name: string; readonly where?: string };
  readonly optional: boolean;
  readonly promised?: number;
  /** Working days after filing, at the latest, when every department keeps its promise. */
  readonly begins: number;
  readonly ends: number;
  /** What it waits for, and until when. */
  readonly after: readonly { readonly title: string; readonly kind: BundleEdge['kind'] }[];
}

export interface BundleGuide {
  readonly id: string;
  readonly name: string;
  readonly plainName: string;
  readonly lead: string;
  readonly departments: readonly string[];
  readonly capacities: readonly Capacity[];
  readonly sample: boolean;
  readonly questions: FormPage;
  readonly steps: readonly GuideStep[];
  readonly materials: readonly (Omit<MergedMaterial, 'usedBy'> & { readonly usedBy: readonly string[] })[];
  /** How many questions the one form asks, at most, and how many all the forms would. */
  readonly fields: { readonly merged: number; readonly apart: number };
  readonly outputs: readonly string[];
  readonly notes?: string;
  readonly reference?: string;
  readonly days: number;
}

type Typed = Readonly<Record<string, string | readonly string[]>>;

interface Asked {
  readonly capacity: Capacity;
  /** What was answered to the questions; without it everything is shown that may apply. */
  readonly typed?: Typed;
}

/**
 * What a bundle is, and what it comes to for somebody who answers its questions so. Undefined if there is none.
 * @throws InvalidInput for answers that cannot be read
 */
export async function bundleGuide(world: World, id: string, asked: Asked): Promise<BundleGuide | undefined> {
  const found = await bundleInForce(world.db, id);
  return found && guideOf(world, found.definition, asked);
}

/** The guide that a definition makes. @throws InvalidInput for answers that cannot be read */
export async function guideOf(
  world: World,
  definition: BundleDefinition,
  { typed, capacity }: Asked,
): Promise<BundleGuide> {
  const choices: Answers = typed === undefined ? {} : readChoices(definition, typed);
  const whole = typed === undefined ? { ...definition, nodes: definition.nodes.map(unconditional) } : definition;
  const plan = await planBundle(world.db, whole, { choices, capacity });
  const { days } = promiseOf(definition, plan.applying);
  const { id, name, plainName, lead, departments, capacities, sample, questions, outputs, notes, reference } =
    definition;
  return {
    ...{ id, name, plainName, lead, departments, capacities, sample, questions, outputs, days },
    steps: await stepsOf(world, definition, plan),
    materials: materialsOf(definition, plan),
    fields: {
      merged: countFields([plan.merged]),
      apart: countFields(plan.services),
    },
    ...(notes === undefined ? {} : { notes }),
    ...(reference === undefined ? {} : { reference }),
  };
}

function unconditional({
  condition: _,
  ...node
}: BundleDefinition['nodes'][number]): BundleDefinition['nodes'][number] {
  return node;
}

function countFields(forms: readonly Pick<PlannedService, 'form'>[]): number {
  return forms.flatMap(({ form }) => form.layout.pages.flatMap(({ fields }) => fields)).length;
}

async function stepsOf(world: World, definition: BundleDefinition, plan: BundlePlan): Promise<readonly GuideStep[]> {
  const { nodes, edges } = definition;
  const promise = promiseOf(definition, plan.applying);
  const titles = new Map(nodes.map(({ key, title }) => [key, title]));
  const steps = nodes
    .filter(({ key }) => plan.applying.has(key))
    .map(async ({ key, kind, title, item, when, optional, promised, proof }): Promise<GuideStep> => {
      const service = plan.services.find(({ node }) => node === key);
      const unit = service && (await unitById(world.db, service.item.unit));
      const { begins = 0, ends = 0 } = promise.nodes.get(key) ?? {};
      return {
        ...{ key, kind, title, optional, begins, ends },
        after: edges
          .filter(({ from, to }) => to === key && plan.applying.has(from))
          .map((edge) => ({ title: titles.get(edge.from) ?? '', kind: edge.kind })),
        ...(item === undefined ? {} : { item }),
        ...(unit === undefined ? {} : { department: unit.name }),
        ...(when === undefined ? {} : { when }),
        ...(kind !== 'outside' || proof === undefined ? {} : { proof }),
        ...(promised === undefined ? {} : { promised: promised.value }),
      };
    });
  const found = await Promise.all(steps);
  return found.toSorted((a, b) => a.begins - b.begins || a.ends - b.ends);
}

function materialsOf(definition: BundleDefinition, { applying, services }: BundlePlan): BundleGuide['materials'] {
  const titles = new Map(definition.nodes.map(({ key, title }) => [key, title]));
  const title = (key: string) => titles.get(key) ?? key;
  const materials = new Map(
    services.map(({ node, item }) => [
      node,
      item.elements.materials.map(({ name, need, replacedBy, systemGenerated }) => ({
        name,
        need,
        ...(replacedBy === undefined ? {} : { replacedBy: replacedBy.name }),
        ...(systemGenerated === undefined ? {} : { systemGenerated }),
      })),
    ]),
  );
  return mergeMaterials(definition, applying, materials).map(({ by, ...material }) => ({
    ...material,
    usedBy: material.usedBy.map(title),
    ...(by === undefined ? {} : { by: material.asked === 'inside' ? title(by) : by }),
  }));
}
