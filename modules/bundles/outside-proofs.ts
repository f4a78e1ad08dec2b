import { translator } from '#kernel';
import { schemaFor, type FormField, type FormPage } from '#forms';
import type { BundleDefinition, BundleNode } from './definition.ts';
import type { MergedForm } from './merge-form.ts';

/** What is done outside and the applicant has to have. */
export interface OutsideProof {
  readonly node: BundleNode;
  readonly proof: NonNullable<BundleNode['proof']>;
  /** The question of the one form that asks for its number. */
  readonly field: string;
}

/** What the applicant has to bring from outside, of those nodes that apply. */
export function proofsOf({ nodes }: Pick<BundleDefinition, 'nodes'>, applying: ReadonlySet<string>) {
  return nodes.flatMap((node): readonly OutsideProof[] => {
    const { key, kind, proof } = node;
    if (kind !== 'outside' || proof === undefined || !applying.has(key)) return [];
    return [{ node, proof, field: `proof${key.slice(0, 1).toUpperCase()}${key.slice(1)}` }];
  });
}

const LONGEST = 100;

/**
 * The one form with what has to be brought from outside, first of all: whoever does not have it yet sees so at once. A
 * file that a service asks for by that name is demanded there; for what no service would look at, its number is asked.
 */
export function withProofs(merged: MergedForm, proofs: readonly OutsideProof[]): MergedForm {
  if (proofs.length === 0) return merged;
  const demanded = new Set(proofs.flatMap(({ proof }) => (proof.ask === 'file' ? [proof.name] : [])));
  const pages = merged.form.layout.pages.map((page) => ({
    ...page,
    fields: page.fields.map((field) => (isFileOf(field, demanded) ? required(field) : field)),
  }));
  const layout = { pages: [...numberPage(merged, proofs), ...pages] };
  return { ...merged, form: { ...merged.form, schema: schemaFor(layout), layout } };
}

function isFileOf({ kind, label }: FormField, names: ReadonlySet<string>): boolean {
  return kind === 'file' && names.has(label);
}

/** A register may know it: here the applicant shows it, because what follows rests on it. */
function required({ replacedBy: _, ...field }: FormField): FormField {
  return { ...field, required: true, need: 'required' };
}

function numberPage({ form }: MergedForm, proofs: readonly OutsideProof[]): readonly FormPage[] {
  const files = new Set(
    form.layout.pages.flatMap(({ fields }) => fields.flatMap(({ kind, label }) => (kind === 'file' ? [label] : []))),
  );
  const asked = proofs.filter(({ proof }) => proof.ask === 'number' || !files.has(proof.name));
  if (asked.length === 0) return [];
  const t = translator();
  return [
    {
      id: 'outside-proofs',
      title: t('bundles.outside.title'),
      intro: t('bundles.outside.intro'),
      fields: asked.map(({ field, proof: { name, where } }) => ({
        name: field,
        kind: 'text',
        label: t('bundles.outside.number', { name }),
        required: true,
        maxLength: LONGEST,
        ...(where === undefined ? {} : { hint: t('bundles.outside.where', { where }) }),
      })),
    },
  ];
}
