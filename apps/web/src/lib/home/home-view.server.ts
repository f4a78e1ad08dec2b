import { openBoard, type OpenBoard } from '#cases';
import { itemById, type ItemId } from '#catalogue';
import { lifeEvents } from './life-events.ts';

export interface LifeEvent {
  /** Key of its name under `home.event`. */
  readonly name: string;
  readonly services: readonly { readonly id: string; readonly plainName: string }[];
}

export type Fairness = Pick<OpenBoard['totals'], 'receivedToday' | 'inHand' | 'closed'>;

export interface HomeView {
  readonly events: readonly LifeEvent[];
  /** Absent while there is nothing to be proud of: no case yet. */
  readonly fairness?: Fairness;
}

type World = App.Locals['app'];

export async function homeView(app: World): Promise<HomeView> {
  const [events, { totals }] = await Promise.all([eventsOf(app), openBoard(app)]);
  return { events, ...(totals.received === 0 ? {} : { fairness: totals }) };
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
