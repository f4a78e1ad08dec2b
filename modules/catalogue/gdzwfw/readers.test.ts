import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLonger } from '../limit.ts';
import { cleanText } from './clean-text.ts';
import { nationalType, readSubjects, readTopics } from './code-tables.ts';
import { readJointAgencies } from './joint-agencies.ts';
import { readConditions } from './read-conditions.ts';
import { readContact } from './read-contact.ts';
import { readLimit } from './read-limit.ts';
import { readMaterials } from './read-materials.ts';

test('a limit is a number with a unit, nothing, or unclear', () => {
  assert.deepEqual(readLimit('20(工作日)'), { value: 20, unit: 'workday' });
  assert.deepEqual(readLimit('90（自然日）'), { value: 90, unit: 'naturalDay' });
  assert.deepEqual(readLimit('３个月'), { value: 3, unit: 'month' });
  assert.deepEqual(readLimit('1年'), { value: 12, unit: 'month' });
  assert.deepEqual(readLimit('即办'), { value: 0, unit: 'workday', note: '即办' });
  assert.equal(readLimit('无'), undefined);
  assert.equal(readLimit('约20天左右'), 'unclear');
  assert.equal(readLimit('20'), 'unclear');
});

test('limits in different units are compared only where the calendar cannot change the answer', () => {
  assert.ok(isLonger({ value: 21, unit: 'workday' }, { value: 20, unit: 'workday' }));
  assert.ok(isLonger({ value: 31, unit: 'workday' }, { value: 30, unit: 'naturalDay' }));
  assert.ok(!isLonger({ value: 30, unit: 'naturalDay' }, { value: 20, unit: 'workday' }));
  assert.ok(isLonger({ value: 60, unit: 'naturalDay' }, { value: 20, unit: 'workday' }));
});

test('telephone numbers are found in free text, with area codes and extensions', () => {
  const phones = (raw: string) => readContact(raw).contact?.phones;
  assert.deepEqual(phones('020-38356454转1'), ['020-38356454转1']);
  assert.deepEqual(phones('020-12333–9'), ['020-12333-9']);
  assert.deepEqual(phones('（0755）8812 7587'), ['0755-88127587']);
  assert.deepEqual(phones('020-83152500、83152501；12348'), ['020-83152500', '020-83152501', '12348']);
  assert.deepEqual(phones('020-86350153，受理时间：上午08：30-12:00，邮政编码：510405'), ['020-86350153']);
  assert.deepEqual(phones('微信号：gdsf20201234，网址：http://www.gdsf.gov.cn/column.do?colId=12345678'), []);
  assert.equal(readContact('无').contact, undefined);
  assert.equal(readContact('0000swjw').outcome, 'not-understood');
});

test('what stands beside several numbers is kept, because it tells them apart', () => {
  const { contact } = readContact('省厅：020-86351219；广州：020-83100130');
  assert.ok(contact);
  assert.deepEqual(contact.phones, ['020-86351219', '020-83100130']);
  assert.equal(contact.text, '省厅：020-86351219；广州：020-83100130');
});

test('conditions fall into a list, and a text that breaks off is known as such', () => {
  assert.deepEqual(readConditions('1、年满18周岁； 2、无犯罪记录。'), {
    conditions: ['年满18周岁；', '无犯罪记录。'],
    cutOff: false,
  });
  assert.equal(readConditions('符合以下条件之一的个人可以提出申请：').cutOff, true);
  assert.equal(readConditions('根据《中华人民共和国').cutOff, true);
  assert.equal(readConditions('提交申请文件').cutOff, false);
  assert.deepEqual(readConditions('无条件受理'), { conditions: [], cutOff: false });
});

test('materials lose their empty and double entries', () => {
  const read = readMaterials(['居民身份证', '', '居民身份证', '无', '委托书（委托他人办理的）']);
  assert.deepEqual(read.materials, [
    { no: 1, name: '居民身份证', need: 'required' },
    { no: 2, name: '委托书（委托他人办理的）', need: 'conditional' },
  ]);
  assert.deepEqual([read.empties, read.duplicates], [2, ['居民身份证']]);
  assert.deepEqual(readMaterials('无').materials, []);
  assert.equal(readMaterials('1.申请表；2.身份证').materials.length, 2);
});

test('a provincial type is translated only if its name agrees', () => {
  assert.equal(nationalType('21', '公共服务'), '20');
  assert.equal(nationalType('20', '其他行政权力'), '10');
  assert.equal(nationalType('20', '公共服务'), undefined, 'written by the national table, not the provincial one');
  assert.equal(nationalType('77', ''), undefined);
});

test('an enterprise without legal personality is an organisation of the other kind', () => {
  assert.deepEqual(readSubjects(['自然人', '非法人企业', '其他组织']).subjects, ['1', '6']);
  assert.deepEqual(readSubjects(['火星人']).unknown, ['火星人']);
});

test('topics are split, and "others" is none', () => {
  assert.deepEqual(readTopics(['社会保障（社会保险、社会救助）', '其他', '退休']).topics, ['社会保障', '退休']);
  assert.deepEqual(readTopics('证件办理、出境入境').topics, ['证件办理', '出境入境']);
});

test('agencies that take part are named with their steps', () => {
  assert.deepEqual(readJointAgencies('省级司法（审核,决定与公开）、市级司法（受理）'), [
    { name: '省级司法', steps: ['审核', '决定与公开'] },
    { name: '市级司法', steps: ['受理'] },
  ]);
  assert.deepEqual(readJointAgencies('无'), []);
});

test('text keeps the punctuation of Chinese but no mark-up, no full-width digits, no doubled brackets', () => {
  assert.equal(cleanText('　注册（（内地居民））ＡＢ１２<br/>，好\u200B '), '注册（内地居民）AB12 ，好');
});
