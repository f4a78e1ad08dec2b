import type { RepairCode, Values } from './report.ts';

/** Writes down what was put right in a line. */
export type Note = (code: Unprefixed<RepairCode>, values?: Values) => void;

type Unprefixed<Code> = Code extends `catalogue.repair.${infer Name}` ? Name : never;
