import { notFound, setting, type FieldProblem, type World } from '#kernel';
import { itemByVersion, type ServiceItem } from '#catalogue';
import { askedMaterials, checkForm, visiblePages, type Answers, type FormDefinition } from '#forms';
import { unitById, type Resident } from '#identity';
import { assetInfo } from '#materials';
import { caseById } from './case-store.ts';
import type { Content, Provenance } from './content.ts';
import { findDraft, type DraftId } from './draft-store.ts';
import { countByMaterial, draftFiles, type FileRef } from './file-store.ts';
import type { ShortNo } from './numbers.ts';
import { openDraft } from './open-draft.ts';

export interface ItemCard {
  readonly id: string;
  readonly name: string;
  readonly plainName?: string;
  readonly sample: boolean;
  readonly department: string;
}

export interface FileView {
  readonly asset: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
}

export interface MaterialView {
  readonly no: number;
  readonly name: string;
  readonly need: string;
  readonly note?: string;
  /** What the office looks up instead of asking for it. */
  readonly replacedBy?: string;
  /** Made of the answers: there is nothing to hand in. */
  readonly systemGenerated?: true;
  readonly files: readonly FileView[];
}

export interface DraftPage {
  readonly id: string;
  readonly title: string;
  readonly state: 'todo' | 'done' | 'problem';
}

export interface DraftView {
  readonly id: DraftId;
  readonly item: ItemCard;
  readonly form: FormDefinition;
  readonly pages: readonly DraftPage[];
  readonly answers: Answers;
  readonly provenance: Readonly<Record<string, Provenance>>;
  readonly materials: readonly MaterialView[];
  readonly savedAt: Date;
  /** Everything that stands in the way of submitting. */
  readonly problems: readonly FieldProblem[];
  readonly limits: { readonly maxMegabytes: number; readonly maxFiles: number };
  /** The bundle whose one form it is: it is filed as a whole. */
  readonly bundle?: string;
  /** Set once it was submitted: the page goes on to the case. */
  readonly submitted?: ShortNo;
}

/** A draft as its pages show it. @throws Refusal kernel.not-found for drafts of others. */
export async function draftView(world: World, viewer: Resident, id: string): Promise<DraftView> {
  const draft = await findDraft(world.db, viewer, id);
  if (draft === undefined) throw notFound();
  const item = await itemByVersion(world.db, draft.itemVersion);
  if (draft.submittedCase !== undefined) throw await movedOn(world, draft.submittedCase);

  const { form, content } = await openDraft(world.db, world, draft);
  const files = await draftFiles(world.db, draft.id);
  const problems = checkForm(form, content.answers, countByMaterial(files));
  return {
    id: draft.id,
    item: draft.bundle === undefined ? await itemCard(world, item) : bundleCard(draft.bundle, form, item),
    form,
    pages: pagesOf(form, content, problems),
    answers: content.answers,
    provenance: content.provenance,
    materials:
      draft.bundle === undefined
        ? await materialViews(world, item, files)
        : await materialsAsked(world, form, { answers: content.answers, files }),
    ...(draft.bundle === undefined ? {} : { bundle: draft.bundle }),
    savedAt: draft.savedAt,
    problems,
    limits: {
      maxMegabytes: await setting(world.db, 'upload.maxMegabytes'),
      maxFiles: await setting(world.db, 'upload.maxFilesPerMaterial'),
    },
  };
}

/** The draft has become a case; `shortNo` says which. */
export class DraftSubmitted extends Error {
  override readonly name = 'DraftSubmitted';
  readonly shortNo: ShortNo;
  constructor(no: ShortNo) {
    super('The draft has been submitted.');
    this.shortNo = no;
  }
}

async function movedOn(world: World, caseId: string): Promise<Error> {
  const record = await caseById(world.db, caseId);
  return record === undefined ? notFound() : new DraftSubmitted(record.shortNo);
}

/** What pages call an item, with the department that is responsible for it. */
export async function itemCard(world: World, item: ServiceItem): Promise<ItemCard> {
  const unit = await unitById(world.db, item.unit);
  const { name, plainName } = item.elements;
  return {
    id: item.id,
    name,
    ...(plainName === undefined ? {} : { plainName }),
    sample: item.sample,
    department: unit?.name ?? '',
  };
}

/** The item's materials with the files that answer them. */
export async function materialViews(
  world: World,
  item: ServiceItem,
  files: readonly FileRef[],
): Promise<readonly MaterialView[]> {
  const infos = await fileViews(world, files);
  return item.elements.materials.map(({ no, name, need, note, replacedBy, systemGenerated }) => ({
    no,
    name,
    need,
    ...(note === undefined ? {} : { note }),
    ...(replacedBy === undefined ? {} : { replacedBy: replacedBy.name }),
    ...(systemGenerated === true ? { systemGenerated } : {}),
    files: files.flatMap(({ asset, material }) => (material === no ? (infos.get(asset) ?? []) : [])),
  }));
}

/** Name, size and type of files, by asset. */
export async function fileViews(world: World, files: readonly FileRef[]): Promise<ReadonlyMap<string, FileView>> {
  const infos = await assetInfo(
    world,
    files.map(({ asset }) => asset),
  );
  return new Map(infos.map(({ asset, name, size, mediaType }) => [asset, { asset, name, size, mediaType }]));
}

function bundleCard(id: string, form: FormDefinition, { sample }: ServiceItem): ItemCard {
  return { id, name: form.title, sample, department: '' };
}

interface Given {
  readonly answers: Answers;
  readonly files: readonly FileRef[];
}

/** The materials of a form for many services: what it asks for itself. */
async function materialsAsked(
  world: World,
  form: FormDefinition,
  { answers, files }: Given,
): Promise<readonly MaterialView[]> {
  const infos = await fileViews(world, files);
  const asked = askedMaterials(form, answers);
  return form.layout.pages
    .flatMap(({ fields }) => fields)
    .flatMap(({ material: no, label, need = 'required', hint, replacedBy }) => {
      if (no === undefined || !asked.has(no)) return [];
      return {
        no,
        name: label,
        need,
        ...(hint === undefined ? {} : { note: hint }),
        ...(replacedBy === undefined ? {} : { replacedBy: replacedBy.name }),
        files: files.flatMap(({ asset, material }) => (material === no ? (infos.get(asset) ?? []) : [])),
      };
    });
}

function pagesOf(form: FormDefinition, content: Content, problems: readonly FieldProblem[]): readonly DraftPage[] {
  return visiblePages(form, content.answers).map(({ id, title, fields }) => {
    const names = new Set(fields.map(({ name }) => name));
    const faulty = problems.some(({ field }) => names.has(field.split('.')[0] ?? field));
    if (!content.done.includes(id)) return { id, title, state: 'todo' };
    return { id, title, state: faulty ? 'problem' : 'done' };
  });
}
