import { bundleChangeView, endBundleChange, saveBundleChange, startBundleChange, type SketchPart } from '#bundles';
import type { Officer } from '#identity';
import { aKey, officer, sampleUnits } from '../../modules/cases/testing.ts';
import type { Stage } from './applications.ts';

type Typed = Readonly<Record<string, string | readonly string[]>>;

/** A bundle that is being written and has its problems, and one that waits for the second person. */
export async function bundleChanges(past: Stage): Promise<void> {
  const who = await officer(past, sampleUnits.general, 'bureau');
  for (const bundle of ['YJS-01', 'YJS-06']) await startBundleChange(past, who, { key: aKey(), bundle });
  await saved(past, who, { bundle: 'YJS-01', part: 'edges', typed: circle });
  await saved(past, who, { bundle: 'YJS-01', part: 'questions', typed: incomplete });
  const { sketch } = await bundleChangeView(past, who, 'YJS-06');
  const about = Object.fromEntries(Object.entries(sketch.about).map(([name, value]) => [`about.${name}`, value]));
  const note = '登记中心要求写明可以委托办理。';
  const typed = { ...about, note, 'about.notes': '买卖双方都可以委托他人办理。' };
  await saved(past, who, { bundle: 'YJS-06', part: 'about', typed });
  const { change } = await bundleChangeView(past, who, 'YJS-06');
  const revision = change?.revision ?? 0;
  await endBundleChange(past, who, { key: aKey(), bundle: 'YJS-06', act: 'propose', revision });
}

/** The licence waits for the admission to the old town, and the admission for the licence. */
const circle: Typed = {
  'edges.0.from': 'gc',
  'edges.0.to': 'zz',
  'edges.0.kind': 'finish-start',
  'edges.0.passes': '准入核验意见',
  'edges.1.from': 'zz',
  'edges.1.to': 'gc',
  'edges.1.kind': 'finish-start',
  'edges.1.passes': '',
  'edges.2.from': 'zz',
  'edges.2.to': 'sp',
  'edges.2.kind': 'finish-start',
  'edges.2.passes': '营业执照',
};

/** One question is left, and most conditions ask for others. */
const incomplete: Typed = {
  'questions.0.name': 'oldTown',
  'questions.0.kind': 'yes-no',
  'questions.0.label': '店址在丽江古城保护区内吗?',
  'questions.0.hint': '',
  'questions.0.options': '',
  'questions.1.name': 'area',
  'questions.1.kind': 'choice',
  'questions.1.label': '店铺使用面积有多大?',
  'questions.1.hint': '',
  'questions.1.options': 'small：不到 300 平方米',
};

interface Saving {
  readonly bundle: string;
  readonly part: SketchPart;
  readonly typed: Typed;
}

async function saved(past: Stage, who: Officer, { bundle, part, typed }: Saving): Promise<void> {
  const { change } = await bundleChangeView(past, who, bundle);
  await saveBundleChange(past, who, {
    ...{ bundle, part, button: 'save', revision: change?.revision ?? 0 },
    typed: Object.fromEntries(
      Object.entries(typed).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
    ),
  });
}
