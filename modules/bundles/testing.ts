import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { attach, draftView, saveDraftPage } from '#cases';
import { formFor, visiblePages, type AnswerValue, type FormDefinition, type FormSource } from '#forms';
import type { Resident } from '#identity';
import type { World } from '#kernel';
import { aKey, anAsset } from '../cases/testing.ts';
import { goodInput } from '../forms/testing.ts';
import { startApplication } from './start-application.ts';
import { BundleDefinition } from './definition.ts';
import { sampleBundles } from './sample.ts';

interface Shape {
  readonly nodes: readonly (Partial<BundleDefinition['nodes'][number]> & { readonly key: string })[];
  readonly edges?: readonly string[];
}

/** A bundle with sensible defaults; an edge is written `a finish-start b`, and what is passed after it. */
export function aBundle({ nodes, edges = [] }: Shape): BundleDefinition {
  return BundleDefinition.parse({
    id: 'TT-01',
    sample: true,
    name: '一件事',
    plainName: '一件事',
    lead: '某局',
    departments: ['某局'],
    capacities: ['person'],
    questions: {
      id: 'questions',
      title: '您的情况',
      fields: [{ name: 'yes', kind: 'yes-no', label: '是吗?', required: true }],
    },
    nodes: nodes.map((node) => ({
      kind: 'case',
      title: node.key,
      optional: false,
      ...((node.kind ?? 'case') === 'case' ? { item: `T-${node.key}` } : {}),
      ...node,
    })),
    edges: edges.map((edge) => {
      const [from, kind, to, ...passes] = edge.split(' ');
      return { from, kind, to, passes };
    }),
    materials: [],
    outputs: [],
  });
}

/** A bundle of the sample city. */
export function sampleBundle(id: string): BundleDefinition {
  const found = sampleBundles().find((bundle) => bundle.id === id);
  if (found === undefined) throw new Error(`The sample has no bundle ${id}.`);
  return found;
}

interface SampleItem {
  readonly id: string;
  readonly name: string;
  readonly subject: readonly { readonly code: string }[];
  readonly materials: readonly {
    readonly no: number;
    readonly name: string;
    readonly required: 'required' | 'conditional' | 'optional' | 'deferrable';
    readonly systemGenerated?: boolean;
  }[];
}

let items: readonly SampleItem[] | undefined;

function sampleItems(): readonly SampleItem[] {
  const file = new URL('../../db/seeds/lijiang-items.json', import.meta.url);
  items ??= (JSON.parse(readFileSync(file, 'utf8')) as { items: readonly SampleItem[] }).items;
  return items;
}

/** The form of an item of the sample city, as a person fills it in. */
export function sampleForm(item: string): FormDefinition {
  const found = sampleItems().find(({ id }) => id === item);
  if (found === undefined) throw new Error(`The sample has no item ${item}.`);
  const source: FormSource = {
    id: found.id,
    elements: {
      name: found.name,
      subjects: found.subject.map(({ code }) => code),
      materials: found.materials.map(({ no, name, required, systemGenerated = false }) => ({
        no,
        name,
        need: required,
        systemGenerated,
      })),
      express: true,
    },
  };
  return formFor(source, 'person');
}

export function sampleItemIds(): ReadonlySet<string> {
  return new Set(sampleItems().map(({ id }) => id));
}

function asInput([name, answer]: [string, AnswerValue]): [string, string][] {
  if (typeof answer === 'string') return [[name, answer]];
  if (typeof answer !== 'object' || !('region' in answer)) return [];
  return [
    [`${name}.region`, answer.region],
    [`${name}.detail`, answer.detail],
  ];
}

/** The restaurant, its one form filled in well, with a file for everything that it asks for. */
export async function filledBundle(
  world: World,
  who: Resident,
  typed: Readonly<Record<string, string>>,
): Promise<string> {
  return filledForm(world, who, { bundle: 'YJS-01', typed });
}

interface Filling {
  readonly bundle: string;
  readonly typed: Readonly<Record<string, string>>;
}

/** A bundle whose one form is filled in well. */
export async function filledForm(world: World, who: Resident, { bundle, typed }: Filling): Promise<string> {
  const { draft } = await startApplication(world, who, { key: aKey(), bundle, typed });
  const { form, answers: prefilled } = await draftView(world, who, draft);
  const [good = {}] = fc.sample(goodInput(form), { numRuns: 1, seed: 7 });
  const input = { ...good, ...Object.fromEntries(Object.entries(prefilled).flatMap(asInput)) };
  for (const page of form.layout.pages) {
    const { answers } = await draftView(world, who, draft);
    if (!visiblePages(form, answers).some(({ id }) => id === page.id)) continue;
    await saveDraftPage(world, who, { draft, page: page.id, input });
    for (const material of page.fields.flatMap((field) => field.material ?? []))
      await attach(world, who, { target: { draft, material }, asset: await anAsset(world, who.person) });
  }
  return draft;
}
