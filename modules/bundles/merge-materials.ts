import type { BundleDefinition } from './definition.ts';
import { materialName, settledFor } from './settled.ts';

/** A material of a service, as its catalogue entry has it. */
export interface NodeMaterial {
  readonly name: string;
  readonly need: 'required' | 'conditional' | 'optional' | 'deferrable';
  readonly replacedBy?: string;
  readonly systemGenerated?: boolean;
}

export interface MergedMaterial {
  readonly name: string;
  /** `inside`: an earlier service of the bundle makes it; `replaced`: a register has it. */
  readonly asked: 'once' | 'inside' | 'replaced';
  readonly need: NodeMaterial['need'];
  readonly usedBy: readonly string[];
  /** Who makes it, or what replaces it. */
  readonly by?: string;
}

interface Use {
  readonly node: string;
  readonly name: string;
  readonly material: NodeMaterial;
  readonly inside: string | undefined;
}

const NEEDS = ['required', 'conditional', 'deferrable', 'optional'] as const;

/** Every material of the services that apply, each once, with who uses it and who need not be asked for it. */
export function mergeMaterials(
  definition: BundleDefinition,
  applying: ReadonlySet<string>,
  materials: ReadonlyMap<string, readonly NodeMaterial[]>,
): readonly MergedMaterial[] {
  const uses = definition.nodes
    .filter(({ key }) => applying.has(key))
    .flatMap(({ key }) => usesOf(definition, key, { applying, materials: materials.get(key) ?? [] }));
  const names = [...new Set(uses.map(({ name }) => name))];
  return names.map((name) => merged(uses.filter((use) => use.name === name)));
}

function usesOf(
  definition: BundleDefinition,
  node: string,
  { applying, materials }: { applying: ReadonlySet<string>; materials: readonly NodeMaterial[] },
): readonly Use[] {
  const settled = settledFor(definition, node, applying);
  return materials
    .filter(({ systemGenerated }) => systemGenerated !== true)
    .map((material) => {
      const name = materialName(definition, node, material.name);
      return { node, name, material, inside: settled.materials.get(name) ?? settled.materials.get(material.name) };
    });
}

function merged(uses: readonly Use[]): MergedMaterial {
  const asking = uses.filter(({ inside }) => inside === undefined);
  const need = NEEDS.find((known) => asking.some(({ material }) => material.need === known)) ?? 'optional';
  const head = { name: uses[0]?.name ?? '', need, usedBy: [...new Set(uses.map(({ node }) => node))] };
  const inside = uses.find((use) => use.inside !== undefined)?.inside;
  if (asking.length === 0) return { ...head, asked: 'inside', ...(inside === undefined ? {} : { by: inside }) };
  const by = asking[0]?.material.replacedBy;
  if (by !== undefined && asking.every(({ material }) => material.replacedBy !== undefined))
    return { ...head, asked: 'replaced', by };
  return { ...head, asked: 'once' };
}
