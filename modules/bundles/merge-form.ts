import { schemaFor, type Condition, type FormDefinition, type FormField, type FormPage } from '#forms';
import { AskedOnce, type Ask } from './asked-once.ts';
import { askedAbout, conditionOf, renamed, type Names } from './field-meaning.ts';
import { mergeFiles, type FileAsk, type NodeFiles } from './merge-files.ts';

/** The form that a service asks of this applicant, without what the bundle settles inside. */
export interface NodeForm {
  readonly node: string;
  readonly form: FormDefinition;
}

/** One form for many services, and how its answers go back to each. */
export interface MergedForm {
  readonly form: FormDefinition;
  /** Node → field of its form → field of the merged form. */
  readonly fields: Readonly<Record<string, Names>>;
  readonly files: NodeFiles;
}

interface Head {
  readonly id: string;
  readonly title: string;
  /** What the bundle calls a material of a service. */
  readonly materialName: (node: string, name: string) => string;
}

interface Work {
  readonly head: Head;
  readonly asked: AskedOnce;
  readonly pages: FormPage[];
  readonly files: FileAsk[];
}

/**
 * One form out of many, in the order of the nodes. A question that two services ask is asked once: what is always asked
 * answers for what is asked in a case, never the other way round. Files come last, each once.
 */
export function mergeForm(head: Head, nodes: readonly NodeForm[]): MergedForm {
  const work: Work = { head, asked: new AskedOnce(nodes.flatMap(alwaysAsked)), pages: [], files: [] };
  const fields = Object.fromEntries(nodes.map((each) => [each.node, placeForm(work, each)]));
  const files = mergeFiles(work.files);
  const strict = work.pages.map((page) => ({
    ...page,
    fields: page.fields.map((field) => ({ ...field, ...strictness(work.asked.strictest(field.name)) })),
  }));
  const layout = { pages: [...strict, ...files.pages] };
  const { id, title } = head;
  return { form: { id, title, schema: schemaFor(layout), layout }, fields, files: files.numbers };
}

function strictness(field: FormField | undefined): Partial<Pick<FormField, 'required' | 'maxLength' | 'options'>> {
  if (field === undefined) return {};
  const { required, maxLength, options } = field;
  return { required, ...(maxLength === undefined ? {} : { maxLength }), ...(options === undefined ? {} : { options }) };
}

/** What others depend on stays where it is asked, because a condition looks back only. */
function alwaysAsked({ node, form }: NodeForm): readonly Ask[] {
  return form.layout.pages.flatMap(({ showIf, fields }) =>
    showIf !== undefined
      ? []
      : fields
          .filter((field) => field.kind !== 'file' && field.showIf === undefined)
          .filter(({ name }) => !isDependedOn(form, name))
          .map((field) => ({ node, field })),
  );
}

function isDependedOn({ layout }: FormDefinition, name: string): boolean {
  return layout.pages.some(
    ({ showIf, fields }) =>
      askedAbout(showIf).includes(name) || fields.some((field) => askedAbout(field.showIf).includes(name)),
  );
}

function placeForm(work: Work, { node, form }: NodeForm): Names {
  const names: Record<string, string> = {};
  for (const page of form.layout.pages) {
    const own: Placed[] = [];
    for (const field of page.fields) {
      const when = conditionOf(page, field, names);
      if (field.kind === 'file') {
        work.files.push({ node, field, title: page.title, when, name: work.head.materialName(node, field.label) });
        continue;
      }
      const { name, here } = work.asked.place({ node, field }, when);
      names[field.name] = name;
      if (here) own.push({ field: { ...field, name }, when });
    }
    work.pages.push(...pagesOf({ id: `${node}-${page.id}`, page, own, names }));
  }
  return names;
}

interface Placed {
  readonly field: FormField;
  readonly when: Condition | undefined;
}

interface Source {
  readonly id: string;
  readonly page: FormPage;
  /** The fields that are asked here. */
  readonly own: readonly Placed[];
  readonly names: Names;
}

const LONGEST = 50;

/** What is left of a page. A field that depends on a question of another page gets a page of its own, as pages may. */
function pagesOf({ id, page, own, names }: Source): readonly FormPage[] {
  const here = new Set(own.map(({ field }) => field.name));
  const isNear = ({ field }: Placed) =>
    askedAbout(field.showIf && renamed(field.showIf, names)).every((name) => here.has(name));
  const near = own.filter(isNear).map(({ field: { showIf, ...field } }) => ({
    ...field,
    ...(showIf === undefined ? {} : { showIf: renamed(showIf, names) }),
  }));
  const { showIf: pageIf, fields: _, ...rest } = page;
  const first = {
    ...rest,
    id: id.slice(0, LONGEST),
    ...(pageIf === undefined ? {} : { showIf: renamed(pageIf, names) }),
    fields: near,
  };
  const others = own
    .filter((placed) => !isNear(placed))
    .map(({ field: { showIf: __, ...field }, when }, at) => ({
      id: `${id.slice(0, LONGEST - 4)}-x${at + 1}`,
      title: page.title,
      ...(when === undefined ? {} : { showIf: when }),
      fields: [field],
    }));
  return [...(near.length === 0 ? [] : [first]), ...others];
}
