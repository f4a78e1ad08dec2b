import { openBoard, type OpenBoard } from '#cases';
import { departments, itemById, topics, type Count, type DepartmentCount, type ItemId } from '#catalogue';
import { lifeEvents } from './life-events.ts';

export interface LifeEvent {
  /** Key of its name under `home.event`. */
  readonly name: string;
  readonly services: readonly { readonly id: string; readonly plainName: string }[];
}

export type Fairness = Pick<OpenBoard['totals'], 'receivedToday' | 'inHand' | 'closed'>;

interface Directory {
  readonly events: readonly LifeEvent[];
  readonly departments: readonly DepartmentCount[];
  readonly topics: readonly Count[];
}

export interface HomeView extends Directory {
  /** Absent while no application has been received. */
  readonly fairness?: Fairness;
}

type World = App.Locals['app'];

export async function homeView(app: World): Promise<HomeView> {
  const [directory, { totals }] = await Promise.all([directoryOf(app), openBoard(app)]);
  return { ...directory, ...(totals.received === 0 ? {} : { fairness: totals }) };
}

const MINUTE = 60_000;
/** The catalogue changes a few times a day, and this page is asked for more often than any other. */
const kept = new WeakMap<World, { readonly since: number; readonly directory: Promise<Directory> }>();

async function directoryOf(app: World): Promise<Directory> {
  const known = kept.get(app);
  if (known !== undefined && performance.now() - known.since < MINUTE) return known.directory;
  const directory = readDirectory(app);
  kept.set(app, { since: performance.now(), directory });
  directory.catch(() => kept.delete(app));
  return directory;
}

async function readDirectory(app: World): Promise<Directory> {
  const [events, byDepartment, byTopic] = await Promise.all([eventsOf(app), departments(app.db), topics(app.db)]);
  return { events, departments: byDepartment, topics: byTopic };
}

async function eventsOf({ db }: World): Promise<readonly LifeEvent[]> {
  const events = Object.entries(lifeEvents).map(async ([name, ids]) => {
    const items = await Promise.all(ids.map((id) => itemById(db, id as ItemId)));
    const services = items
      .filter((item) => item !== undefined)
      .map(({ id, elements }) => ({ id, plainName: elements.plainName ?? elements.name }));
    return { name, services };
  });
  return (await Promise.all(events)).filter(({ services }) => services.length > 0);
}
