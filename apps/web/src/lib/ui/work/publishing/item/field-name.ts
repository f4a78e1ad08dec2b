import type { ItemSketch } from '#catalogue';
import type { Translate } from '#lib/text.ts';

/** What a field of the item's elements is called: of a row, with its own name. */
export function fieldName(sketch: ItemSketch, field: string, t: Translate): string {
  const [list = '', row = '', name = ''] = field.split('.');
  if (list === 'materials' && row !== '') return `${materialTitle(sketch, Number(row), t)} · ${nameOf(name, t)}`;
  if (list === 'law' && row !== '') return `${t('itemEdit.law', { no: Number(row) + 1 })} · ${nameOf(name, t)}`;
  if (list === 'fee') return t(`itemEdit.field.${row}`);
  return t(`itemEdit.field.${field}`);
}

function nameOf(name: string, t: Translate): string {
  return name === 'name' ? t('itemEdit.part.name') : t(`itemEdit.field.${name}`);
}

/** A material by its number and, where it has one, its name. */
export function materialTitle({ materials }: ItemSketch, at: number, t: Translate): string {
  const { no = at + 1, name = '' } = materials[at] ?? {};
  return name.trim() === '' ? t('itemEdit.material', { no }) : t('itemEdit.material.named', { no, name });
}
