import { readFileSync } from 'node:fs';
import { z } from 'zod';

const SEEDS = new URL('../../db/seeds/', import.meta.url);

const Person = z.object({
  login: z.string(),
  name: z.string(),
  identityNumber: z.string(),
  phone: z.string(),
  regionCode: z.string(),
  address: z.string(),
});

const DemoPeople = z.object({
  password: z.string(),
  generalUnit: z.object({ uscc: z.string(), name: z.string(), shortName: z.string(), region: z.string() }),
  /** Departments of the sample city that have staff, by their code in lijiang-items.json. */
  units: z.array(z.string()),
  region: z.string(),
  residents: z.array(Person),
  agents: z.array(Person),
  organisations: z.array(
    z.object({
      name: z.string(),
      creditCode: z.string(),
      representative: z.string(),
      address: z.string(),
      regionCode: z.string(),
      agent: z.string(),
    }),
  ),
  officers: z.array(
    Person.extend({ role: z.enum(['clerk', 'examiner', 'approver', 'bureau', 'supervisor']), unit: z.string() }),
  ),
});

const City = z.object({
  departments: z.array(z.object({ code: z.string(), name: z.string(), shortName: z.string(), uscc: z.string() })),
});

export type DemoPeople = Readonly<z.output<typeof DemoPeople>>;
export type DemoPerson = Readonly<z.output<typeof Person>>;
export type DemoOfficer = DemoPeople['officers'][number];

/** The invented people of the demonstration. */
export function demoPeople(): DemoPeople {
  return DemoPeople.parse(read('demo-people.json'));
}

/** The departments of the sample city that have staff in the demonstration. */
export function demoDepartments({ units }: DemoPeople): z.output<typeof City>['departments'] {
  return City.parse(read('lijiang-items.json')).departments.filter(({ code }) => units.includes(code));
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, SEEDS), 'utf8'));
}
