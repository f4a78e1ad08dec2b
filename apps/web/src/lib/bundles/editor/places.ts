import { sketchParts, type BundleSketch, type SketchPart } from '#bundles';

export type Tab = SketchPart | 'overview';
export const tabs: readonly Tab[] = ['overview', ...sketchParts];

/** The page that a place is on. */
export function partOfPlace(place: string): SketchPart {
  return sketchParts.find((part) => place === part || place.startsWith(`${part}.`)) ?? 'about';
}

type Text = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** What a place is called on its page: the row, and the field. */
export function nameOfPlace(sketch: BundleSketch, place: string, t: Text): string {
  const [part = '', row, ...field] = place.split('.');
  const at = Number(row);
  const titles: Readonly<Record<string, string | undefined>> = {
    questions: sketch.questions[at]?.label,
    nodes: sketch.nodes[at]?.title,
    materials: sketch.materials[at]?.name,
  };
  const own = Number.isNaN(at) ? row : field.at(-1);
  const title = titles[part] === '' || Number.isNaN(at) ? undefined : titles[part];
  return [
    t(`bundleEditor.part.${part}`),
    title ?? (Number.isNaN(at) ? undefined : t('bundleEditor.unnamed', { no: at + 1 })),
    own === undefined ? undefined : t(`bundleEditor.field.${own}`),
  ]
    .filter((each) => each !== undefined)
    .join(' · ');
}
