import { translator } from '#kernel';
import type { ItemElements } from '../elements.ts';
import { isTouched, linesOf } from './elements-with.ts';
import { sketchOfItem, type ItemSketch, type SketchMaterial } from './item-sketch.ts';

/** Something that an item says and that is another than before, in words. */
export interface ItemChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly part: 'element' | 'material' | 'law';
  /** What it is called: the element, the material, the law with its article. */
  readonly label: string;
  /** `name` is the name of a field: `itemEdit.field.NAME`. */
  readonly facts: readonly { readonly name: string; readonly before: string; readonly after: string }[];
}

/** What is another between two element sets of an item. */
export function itemDiff(before: ItemElements, after: ItemElements): readonly ItemChange[] {
  const [was, is] = [sketchOfItem(before), sketchOfItem(after)];
  if (!isTouched(before, is)) return [];
  return [...elementChanges(was, is), ...materialChanges(was.materials, is.materials), ...lawChanges(was, is)];
}

const ELEMENTS = [
  'name',
  'plainName',
  'promised',
  'statutory',
  'limitNote',
  'conditions',
  'fee',
  'visits',
  'visitReason',
  'consult',
  'supervise',
  'locations',
  'hours',
] as const;

function elementChanges(was: ItemSketch, is: ItemSketch): readonly ItemChange[] {
  return ELEMENTS.flatMap((name): readonly ItemChange[] => {
    if (JSON.stringify(was[name]) === JSON.stringify(is[name])) return [];
    const isList = name === 'conditions' || name === 'locations';
    const [before, after] = isList ? linesApart(was[name], is[name]) : [worded(was[name]), worded(is[name])];
    const label = translator()(`itemEdit.field.${name}`);
    return [{ kind: 'changed', part: 'element', label, facts: [{ name, before, after }] }];
  });
}

/** The lines that went and came; all of them where only their order is another. */
function linesApart(was: string, is: string): readonly [before: string, after: string] {
  const [old, now] = [linesOf(was), linesOf(is)];
  const gone = old.filter((each) => !now.includes(each));
  const come = now.filter((each) => !old.includes(each));
  return gone.length + come.length > 0 ? [gone.join('\n'), come.join('\n')] : [was, is];
}

/** A text, or the texts of a group: limits and fees with their codes in words. */
function worded(value: string | object): string {
  const t = translator();
  if (typeof value === 'string') return value;
  const group: Readonly<Record<string, string | boolean>> = { ...value };
  const { value: number = '', unit = '', charged, ...others } = group;
  const limit = unit === '' ? number : t(`catalogue.limit.${String(unit)}`, { value: Number(number) });
  const said = Object.entries(others).map(([name, one]) =>
    typeof one === 'boolean' ? (one ? t(`itemEdit.field.${name}`) : '') : one,
  );
  const fee = charged === undefined || charged === '' ? [] : [t(`itemEdit.charged.${String(charged)}`)];
  return [...fee, String(limit), ...said].filter((part) => part !== '').join(' · ');
}

function materialChanges(was: readonly SketchMaterial[], is: readonly SketchMaterial[]): readonly ItemChange[] {
  const before = new Map(was.map((material) => [material.no, material]));
  const after = new Set(is.map(({ no }) => no));
  const change = (kind: ItemChange['kind'], { name }: SketchMaterial, facts: ItemChange['facts']): ItemChange => {
    return { kind, part: 'material', label: name, facts };
  };
  return [
    ...was.filter(({ no }) => !after.has(no)).map((material) => change('removed', material, [])),
    ...is.flatMap((material) => {
      const old = before.get(material.no);
      if (old === undefined) return [change('added', material, materialFacts(undefined, material))];
      const facts = materialFacts(old, material);
      return facts.length === 0 ? [] : [change('changed', material, facts)];
    }),
  ];
}

const CODED: Readonly<Record<string, string>> = {
  need: 'catalogue.need',
  source: 'catalogue.material-source',
  form: 'catalogue.material-form',
  replacedKind: 'itemEdit.replaced',
};

const OF_A_NEW_ONE: ReadonlySet<string> = new Set(['need', 'note']);

function materialFacts(was: SketchMaterial | undefined, is: SketchMaterial): ItemChange['facts'] {
  const t = translator();
  const say = (name: string, value: unknown) => {
    if (typeof value === 'boolean') return t(`itemEdit.value.${value ? 'yes' : 'no'}`);
    const text = typeof value === 'string' ? value : '';
    return name in CODED && text !== '' ? t(`${CODED[name] ?? ''}.${text}`) : text;
  };
  return Object.entries(is).flatMap(([name, value]) => {
    if (name === 'no' || (was === undefined && !OF_A_NEW_ONE.has(name))) return [];
    const [before, after] = [was === undefined ? '' : say(name, was[name as keyof SketchMaterial]), say(name, value)];
    return before === after ? [] : [{ name, before, after }];
  });
}

function lawChanges({ law: was }: ItemSketch, { law: is }: ItemSketch): readonly ItemChange[] {
  const title = ({ law, article }: (typeof is)[number]) => `${law}${article}`;
  const change = (kind: ItemChange['kind'], label: string, facts: ItemChange['facts'] = []): ItemChange => {
    return { kind, part: 'law', label, facts };
  };
  return [
    ...was.filter((old) => !is.some((now) => title(now) === title(old))).map((old) => change('removed', title(old))),
    ...is.flatMap((now) => {
      const old = was.find((one) => title(one) === title(now));
      if (old === undefined) return [change('added', title(now))];
      if (old.text === now.text) return [];
      return [change('changed', title(now), [{ name: 'text', before: old.text, after: now.text }])];
    }),
  ];
}
