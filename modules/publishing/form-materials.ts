import type { ServiceItem } from '#catalogue';
import type { FormSketch } from '#forms';
import type { PartProblem } from './part-problem.ts';

/** Materials of the item that its form asks nobody for, and fields for materials that the item does not have. */
export function materialsMissing({ elements: { materials } }: ServiceItem, form: FormSketch): readonly PartProblem[] {
  const asked = new Set(form.pages.flatMap(({ fields }) => fields.flatMap(({ material }) => material ?? [])));
  const missing = materials.filter(({ no, systemGenerated }) => systemGenerated !== true && !asked.has(no));
  return missing.map(({ no, name }) => ({
    part: 'form',
    code: 'publishing.material-not-asked',
    values: { no, name },
  }));
}

/** Fields for materials that the item does not have: whoever uploads there uploads in vain. */
export function strangeMaterials({ elements: { materials } }: ServiceItem, form: FormSketch): readonly PartProblem[] {
  const known = new Set(materials.map(({ no }) => no));
  return form.pages.flatMap(({ fields }, page) =>
    fields.flatMap(({ material, label }, field): readonly PartProblem[] => {
      if (material === undefined || known.has(material)) return [];
      const values = { no: material, label };
      return [{ part: 'form', code: 'publishing.material-unknown', values, place: { page, field } }];
    }),
  );
}
