import type { Rule } from './rule.ts';
import { t01 } from './t-01.ts';
import { t02 } from './t-02.ts';
import { t03 } from './t-03.ts';
import { t04 } from './t-04.ts';
import { t05 } from './t-05.ts';
import { t06 } from './t-06.ts';
import { t07 } from './t-07.ts';
import { t08 } from './t-08.ts';
import { t09 } from './t-09.ts';
import { p01 } from './p-01.ts';
import { p02 } from './p-02.ts';
import { p03 } from './p-03.ts';
import { p04 } from './p-04.ts';
import { p05 } from './p-05.ts';
import { c01 } from './c-01.ts';
import { c02 } from './c-02.ts';
import { c03 } from './c-03.ts';
import { d01 } from './d-01.ts';
import { d02 } from './d-02.ts';
import { d03 } from './d-03.ts';
import { m01 } from './m-01.ts';
import { m02 } from './m-02.ts';
import { e01 } from './e-01.ts';
import { f01 } from './f-01.ts';
import { f02 } from './f-02.ts';
import { f03 } from './f-03.ts';
import { f04 } from './f-04.ts';
import { f05 } from './f-05.ts';
import { f06 } from './f-06.ts';
import { f07 } from './f-07.ts';
import { f08 } from './f-08.ts';
import { f09 } from './f-09.ts';
import { f10 } from './f-10.ts';
import { f11 } from './f-11.ts';
import { f12 } from './f-12.ts';
import { f13 } from './f-13.ts';
import { f14 } from './f-14.ts';
import { f15 } from './f-15.ts';
import { f16 } from './f-16.ts';
import { f17 } from './f-17.ts';
import { f18 } from './f-18.ts';
import { f19 } from './f-19.ts';
import { f20 } from './f-20.ts';

/** Every rule, in the order of the catalogue. */
export const rules: readonly Rule[] = [
  t01,
  t02,
  t03,
  t04,
  t05,
  t06,
  t07,
  t08,
  t09,
  p01,
  p02,
  p03,
  p04,
  p05,
  c01,
  c02,
  c03,
  d01,
  d02,
  d03,
  m01,
  m02,
  e01,
  f01,
  f02,
  f03,
  f04,
  f05,
  f06,
  f07,
  f08,
  f09,
  f10,
  f11,
  f12,
  f13,
  f14,
  f15,
  f16,
  f17,
  f18,
  f19,
  f20,
];
