import { line, readMaterial } from './elements-with.ts';
import type { SketchMaterial } from './item-sketch.ts';
import type { ItemProblem, ItemProblems } from './item-problem.ts';

const MOST_MATERIALS = 100;
const MOST_NAME = 500;

/** "Other materials" and their kin, as the whole of a name: nobody can know what to bring (guide check-up 15). */
const CATCH_ALL =
  /^(?:(?:法律、?法规|行政机关)?.{0,6}规定的)?(?:其他|其它|有关|相关)(?:的)?(?:材料|证明|资料|文件|证件|证明材料|申请材料)$/;

/** What stands against the list of materials, and what may be forgotten in it. */
export function materialProblems(materials: readonly SketchMaterial[]): ItemProblems {
  const names = materials.map(({ name }) => line(name));
  const many =
    materials.length > MOST_MATERIALS
      ? [{ place: 'materials', code: 'catalogue.draft.too-many', values: { most: MOST_MATERIALS } }]
      : [];
  return {
    problems: [
      ...many,
      ...materials.flatMap((material, at) => problemOf(material, { at, isTwice: names.indexOf(names[at]) < at })),
    ],
    warnings: materials.flatMap(warningOf),
  };
}

/** The first thing that is wrong with a material. */
function problemOf(
  material: SketchMaterial,
  { at, isTwice }: { readonly at: number; readonly isTwice: boolean },
): readonly ItemProblem[] {
  const told = (field: string, code: string, values?: ItemProblem['values']): readonly ItemProblem[] => [
    { place: `materials.${at}.${field}`, code: `catalogue.draft.${code}`, ...(values === undefined ? {} : { values }) },
  ];
  const name = line(material.name);
  if (name === undefined) return told('name', 'material-name');
  if ([...name].length > MOST_NAME) return told('name', 'too-long', { most: MOST_NAME });
  if (isTwice) return told('name', 'material-twice', { name });
  if (CATCH_ALL.test(name)) return told('name', 'catch-all', { name });
  if (material.replacedKind !== '' && line(material.replacedName) === undefined)
    return told('replacedName', 'replacement-name');
  if (material.replacedKind === '' && line(material.replacedName) !== undefined)
    return told('replacedKind', 'replacement-kind');
  return readMaterial(material) === undefined ? told('need', 'material-unclear') : [];
}

/** Guide check-up 16: what government issued is looked up, or it says why not. */
function warningOf({ source, replacedKind, note, system }: SketchMaterial, at: number): readonly ItemProblem[] {
  if (source !== '20' || replacedKind !== '' || system || line(note) !== undefined) return [];
  return [{ place: `materials.${at}.replacedKind`, code: 'catalogue.draft.issued-by-government' }];
}
