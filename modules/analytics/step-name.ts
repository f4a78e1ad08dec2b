import type { Translate } from '#kernel';
import type { MapStep } from './process-map.ts';

/** How people call a node: by its own name, by what it is for every case, or by its kind. */
export function stepName({ step, kind, name }: Pick<MapStep, 'step' | 'kind' | 'name'>, t: Translate): string {
  if (name !== '') return name;
  return step.startsWith('#') ? t(`process.step.${step.slice(1)}`) : t(`publishing.kind.${kind}`);
}
