import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import {
  addCredential,
  appointOfficer,
  findPersonByIdentityNumber,
  grantRole,
  hashPassword,
  registerPerson,
  unitByUscc,
  upsertUnit,
  type PersonId,
  type Unit,
} from '#identity';
import { creditCodeProblem, identityNumberProblem, InvalidInput, Refusal, type World } from '#kernel';
import { assign, declarePool, declarePriorityRule, endPriorityRule, poolsOfUnit, stages } from '#queue';
import { withInstallation } from './offline.ts';

const HELP = `Usage:
  tongban admin unit --code CREDIT-CODE --name NAME --short NAME --region CODE [--general]
  tongban admin pools --unit CREDIT-CODE --prefix WORD --per-week NUMBER
  tongban admin resident --login WORD --name NAME --identity NUMBER --phone NUMBER --region CODE
  tongban admin officer --unit CREDIT-CODE --role ROLE --login WORD --name NAME --identity NUMBER --phone NUMBER --region CODE
  tongban admin ground --code WORD --lane 0|1 --name TITLE --basis LAW-AND-ARTICLE --says TEXT
  tongban admin end-ground --rule INDEX
ROLE is clerk, examiner, approver, bureau or supervisor. The password of an account is read from standard input.
`;
const LEAST_PASSWORD = 12;

const Login = z.string().regex(/^[a-z0-9][a-z0-9.-]{2,39}$/, 'has 3 to 40 small letters, digits, dots and hyphens');
const Region = z.string().regex(/^\d{6}(\d{6})?$/, 'is 6 or 12 digits');
const CreditCode = z.string().refine((code) => creditCodeProblem(code) === undefined, 'is not a unified credit code');
const Person = z.object({
  login: Login,
  name: z.string().trim().min(1),
  identity: z.string().refine((number) => identityNumberProblem(number) === undefined, 'is not an identity number'),
  phone: z.string().regex(/^1\d{10}$/, 'is 11 digits'),
  region: Region,
});
const inputs = {
  unit: z.object({
    code: CreditCode,
    name: z.string().min(2),
    short: z.string().min(1),
    region: Region,
    general: z.boolean().default(false),
  }),
  pools: z.object({
    unit: CreditCode,
    prefix: z.string().regex(/^[a-z][a-z0-9]{1,15}$/, 'is a short word'),
    'per-week': z.coerce.number().int().positive(),
  }),
  ground: z
    .object({ code: z.string(), lane: z.enum(['0', '1']), name: z.string(), basis: z.string(), says: z.string() })
    .transform(({ code, lane, name, basis, says }) => ({
      ground: code,
      lane: lane === '0' ? (0 as const) : (1 as const),
      title: name,
      basis,
      says,
    })),
  endGround: z.object({ rule: z.string().regex(/^\d{1,16}$/, 'is an index of the ledger') }),
  resident: Person,
  officer: Person.extend({ unit: CreditCode, role: z.enum(['clerk', 'examiner', 'approver', 'bureau', 'supervisor']) }),
};

const OPTIONS = Object.fromEntries(
  'code name short region unit prefix per-week login identity phone role lane basis says rule'
    .split(' ')
    .map((name) => [name, { type: 'string' as const }]),
);

/** `tongban admin …`: what a city needs before its first case, where there is no sample city. */
export async function adminCommand([what = '', ...args]: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { ...OPTIONS, general: { type: 'boolean' } } });
  try {
    if (what === 'unit') return await done(inputs.unit.parse(values), addUnit);
    if (what === 'pools') return await done(inputs.pools.parse(values), addPools);
    if (what === 'ground') return await done(inputs.ground.parse(values), addGround);
    if (what === 'end-ground') return await done(inputs.endGround.parse(values), endGround);
    if (what === 'resident') return await done(inputs.resident.parse(values), addResident);
    if (what === 'officer') return await done(inputs.officer.parse(values), addOfficer);
  } catch (error) {
    return refused(error);
  }
  process.stderr.write(HELP);
  return 2;
}

async function done<T>(input: T, work: (world: World, input: T) => Promise<string>): Promise<number> {
  return withInstallation({ demo: false }, async ({ app }) => {
    process.stdout.write(`${await work(app, input)}\n`);
    return 0;
  });
}

/** What was typed wrong, in one sentence; never the value: it may be somebody's number. */
function refused(error: unknown): number {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    process.stderr.write(
      `--${String(issue?.path[0])} ${issue?.code === 'invalid_type' ? 'is missing' : String(issue?.message)}.\n`,
    );
    return 2;
  }
  if (error instanceof InvalidInput) {
    process.stderr.write(`Not in the right form: ${error.problems.map(({ field }) => field).join(', ')}.\n`);
    return 2;
  }
  if (error instanceof Refusal || error instanceof AdminError) {
    process.stderr.write(`${error instanceof Refusal ? error.code : error.message}\n`);
    return 1;
  }
  if (error instanceof Error && 'code' in error && error.code === '23505') {
    process.stderr.write('That login is taken.\n');
    return 1;
  }
  throw error;
}

class AdminError extends Error {}

async function addUnit({ db }: World, input: z.output<typeof inputs.unit>): Promise<string> {
  const { code: uscc, name, short: shortName, region, general } = input;
  await upsertUnit(db, { uscc, name, shortName, region, sample: false, ...(general ? { general } : {}) });
  return `${name} is a unit.`;
}

async function addPools(world: World, input: z.output<typeof inputs.pools>): Promise<string> {
  const unit = await unitOf(world, input.unit);
  for (const stage of stages) {
    const code = `${input.prefix}-${stage}`;
    await declarePool(world, { code, unit: unit.id, unitCode: unit.uscc, stage, plannedPerWeek: input['per-week'] });
  }
  return `The queues of ${unit.name} are declared in the ledger.`;
}

async function addGround(world: World, input: z.output<typeof inputs.ground>): Promise<string> {
  await declarePriorityRule(world, input);
  return `The ground ${input.ground} is announced in the ledger and in force a day later.`;
}

async function endGround(world: World, { rule }: z.output<typeof inputs.endGround>): Promise<string> {
  await endPriorityRule(world, { rule: BigInt(rule) });
  return `The ground of entry ${rule} has ended.`;
}

async function addResident(world: World, input: z.output<typeof inputs.resident>): Promise<string> {
  const passwordHash = await password();
  const person = await personOf(world, input);
  await addCredential(world, { person, login: input.login, passwordHash, sample: false });
  return `${input.login} can sign in.`;
}

async function addOfficer(world: World, input: z.output<typeof inputs.officer>): Promise<string> {
  const unit = await unitOf(world, input.unit);
  const passwordHash = await password();
  const person = await personOf(world, input);
  const officer = await appointOfficer(world, { person, unit: unit.id });
  await grantRole(world, officer, { role: input.role, unit: unit.id, region: unit.region });
  const codes = await poolsOfUnit(world.db, unit.id, input.role);
  await assign(world, officer, codes);
  await addCredential(world, { person, officer, login: input.login, passwordHash, sample: false });
  return `${input.login} can sign in as ${input.role} of ${unit.name}; queues: ${codes.join(', ') || 'none'}.`;
}

async function unitOf({ db }: World, code: string): Promise<Unit> {
  const unit = await unitByUscc(db, code);
  if (unit === undefined) throw new AdminError('There is no such unit: add it with "tongban admin unit".');
  return unit;
}

async function personOf(world: World, input: z.output<typeof Person>): Promise<PersonId> {
  const { name, identity: identityNumber, phone, region: regionCode } = input;
  const known = await findPersonByIdentityNumber(world, identityNumber);
  return known ?? registerPerson(world, { name, identityNumber, phone, regionCode }, { sample: false });
}

/** From standard input, so that it stands in no history and no list of processes. */
async function password(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Password, then Enter and Ctrl-D: ');
  const typed = (await text(process.stdin)).replace(/\r?\n$/, '');
  if (typed.length < LEAST_PASSWORD) throw new AdminError(`A password has at least ${LEAST_PASSWORD} characters.`);
  return hashPassword(typed);
}
