import type { Officer } from '#identity';
import { changeView, editItem, editTexts, itemSheet, saveChange, startChange } from '#publishing';
import { posted } from '../../modules/catalogue/testing.ts';
import { aKey, officer, sampleUnits } from '../../modules/cases/testing.ts';
import type { Stage } from './applications.ts';
import { endNow } from '../../modules/publishing/testing.ts';

type Edit = (text: string) => string;

/** Begins a change of a service and saves what becomes of its files. */
async function edited(past: Stage, who: Officer, { item, route, table }: { item: string; route: Edit; table: Edit }) {
  const { change } = await startChange(past, who, { key: aKey(), item });
  const { change: now } = await changeView(past, who, change);
  const decisions = Object.entries(now.parts.decisions).map(([name, xml]) => ({ name, xml: table(xml) }));
  const note = '两个月的办件显示,书面审查常要第二天才能看完。';
  await saveChange(past, who, { change, revision: now.revision, route: route(now.parts.route ?? ''), decisions, note });
  return change;
}

const same: Edit = (text) => text;

/** A promise longer than the law, and a material without a name. */
async function writeWrongly(past: Stage, who: Officer, change: string): Promise<void> {
  const { change: now, sketch } = await itemSheet(past, who, change);
  const typed = { ...posted(sketch), 'promised.value': '300', 'promised.unit': 'workday', 'promised.note': '' };
  await editItem(past, who, { change, revision: now.revision, typed, button: 'add.materials' });
  const text = { 'texts.0.act': 'deny', 'texts.0.name': '消防不合格', 'texts.0.text': '您的{phone}没有通过消防检查。' };
  await editTexts(past, who, { change, revision: now.revision + 1, typed: text });
}

/** A begun change, one with problems, and one that waits for the second person. */
export async function serviceChanges(
  past: Stage,
): Promise<Readonly<Record<'change' | 'brokenChange' | 'proposedChange', string>>> {
  const who = await officer(past, sampleUnits.general, 'bureau');
  const slower: Edit = (xml) => xml.replace('tongban:budget="1 workday"', 'tongban:budget="2 workday"');
  const fewer: Edit = (xml) => xml.replace('"drinks", "snacks", "fastFood"', '"drinks", "snacks"');
  const nobody: Edit = (xml) =>
    xml
      .replace('tongban:department="11530700DEMA00195Q"', 'tongban:department="XFJ"')
      .replace('default="safe-end"', '');
  const proposedChange = await edited(past, who, { item: 'LJ-SC-005', route: slower, table: fewer });
  await endNow(past, who, { change: proposedChange, act: 'propose', reason: '' });
  const change = await edited(past, who, { item: 'LJ-GC-001', route: same, table: same });
  await saveChange(past, who, { change, revision: 2, newModel: 'urgency' });
  const rows = [
    { given: { applicant: 'person' }, expected: 'person' },
    { given: { applicant: 'organisation' }, expected: 'automatic' },
  ];
  await saveChange(past, who, { change, revision: 3, examples: { name: 'urgency', rows } });
  const brokenChange = await edited(past, who, { item: 'LJ-GA-010', route: nobody, table: same });
  await writeWrongly(past, who, brokenChange);
  return {
    change,
    brokenChange,
    proposedChange,
  };
}
