import { z } from 'zod';
import { spreadOf } from '../spread.ts';
import { inWorkdays } from '../workdays.ts';
import type { Block } from './told-month.ts';
import { tellsShare, toldMonth } from './told-month.ts';
import type { Cell } from './month-cells.ts';

const Count = z.int().min(0);

/**
 * What everybody may know of the city, a department or a service in a month. Names of fields are those of the data
 * dictionary and stay as they are.
 */
export const FigureRow = z
  .strictObject({
    level: z.enum(['city', 'department', 'service']),
    /** Credit code; absent where departments are told together. */
    department: z.string().optional(),
    /** Id of the service; absent where services are told together. */
    service: z.string().optional(),
    /** So many departments or services are told together. */
    merged: z.int().min(1).optional(),
    received: Count,
    accepted: Count,
    closed: Count,
    decided: Count,
    promised: Count,
    onTime: Count,
    pending: Count,
    overdue: Count,
    /** Working days with one decimal, of those decided. */
    median: z.number().optional(),
    p90: z.number().optional(),
    /** Of those closed; absent where it may not be told. */
    supplemented: Count.optional(),
    prioritised: Count.optional(),
  })
  .readonly();

export type FigureRow = z.output<typeof FigureRow>;
export type Level = FigureRow['level'];

/** @param codeOf credit code of a department */
export function figureRows(
  cells: readonly Cell[],
  smallest: number,
  codeOf: (unit: string) => string,
): readonly FigureRow[] {
  const city = toldMonth(cells, smallest);
  if (city === undefined) return [];
  const shares = {
    supplemented: tellsShare(city, 'supplemented', smallest),
    prioritised: tellsShare(city, 'prioritised', smallest),
  };
  const row = (level: Level, block: Block, names: Pick<FigureRow, 'department' | 'service'>): FigureRow => ({
    level,
    ...names,
    ...(block.merged > 1 || block.key === '' ? mergedOf(level, block) : {}),
    ...figuresOf(block),
    ...(shares.supplemented.has(block) ? { supplemented: block.value.supplemented } : {}),
    ...(shares.prioritised.has(block) ? { prioritised: block.value.prioritised } : {}),
  });
  return [
    row('city', city, {}),
    ...city.parts.flatMap((unit) => {
      const department = unit.key === '' ? {} : { department: codeOf(unit.key) };
      const services = unit.parts.map((service) =>
        row('service', service, { ...department, ...(service.key === '' ? {} : { service: service.key }) }),
      );
      return [row('department', unit, department), ...services];
    }),
  ];
}

function mergedOf(level: Level, { merged }: Block): Pick<FigureRow, 'merged'> {
  return level === 'city' ? {} : { merged };
}

function figuresOf({ value }: Block): Omit<FigureRow, 'level' | 'department' | 'service' | 'merged'> {
  const { times, supplemented: _, prioritised: __, ...counts } = value;
  const { median, p90 } = inWorkdays(spreadOf(times));
  return {
    ...counts,
    ...(median === undefined ? {} : { median }),
    ...(p90 === undefined ? {} : { p90 }),
  };
}
