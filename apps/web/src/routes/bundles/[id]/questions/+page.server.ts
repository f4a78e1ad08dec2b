import { redirect } from '@sveltejs/kit';
import { bundleGuide, startApplication, type BundleGuide } from '#bundles';
import { readPage, schemaFor } from '#forms';
import { residentOf } from '#identity';
import { notFound } from '#kernel';
import { capacityIn } from '#lib/bundles/capacity.ts';
import { attempt, newKey, one, typedIn, type Typed } from '#lib/ui/work/attempt.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, viewer }, params, url }) => {
  const capacity = capacityIn(viewer);
  const guide = await bundleGuide(app, params.id, { capacity });
  if (guide === undefined) throw notFound();
  const typed = typedInto(guide, url.searchParams);
  const { answers, problems } = answersTo(guide, typed);
  const asked = url.searchParams.has('asked');
  const plan = asked && problems.length === 0 ? await bundleGuide(app, params.id, { capacity, typed }) : undefined;
  return {
    guide,
    answers,
    plan,
    problems: asked ? problems : [],
    who: viewer.kind,
    here: url.pathname + url.search,
    key: newKey(),
    typed: Object.entries(typed).flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((each) => [name, each] as const),
    ),
  };
};

export const actions = {
  start: async ({ locals, params, request }) => {
    const { key: _, ...typed } = await typedIn(request);
    const input = { key: one({ key: _ ?? '' }, 'key'), bundle: params.id, typed };
    let draft = '';
    const failed = await attempt(typed, async () => {
      draft = (await startApplication(locals.app, residentOf(locals.viewer), input)).draft;
    });
    return failed ?? redirect(303, `/drafts/${draft}`);
  },
} satisfies Actions;

function typedInto({ questions }: BundleGuide, given: URLSearchParams): Typed {
  return Object.fromEntries(
    questions.fields.flatMap(({ name }) => {
      const values = given.getAll(name);
      return values.length === 0 ? [] : [[name, values.length === 1 ? (values[0] ?? '') : values]];
    }),
  );
}

function answersTo({ id, name, questions }: BundleGuide, typed: Typed) {
  const layout = { pages: [questions] };
  return readPage({ id, title: name, schema: schemaFor(layout), layout }, questions.id, typed);
}
