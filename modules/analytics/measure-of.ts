import { planOf, routeFor } from '#cases';
import type { ServiceItem } from '#catalogue';
import { setting, type Db } from '#kernel';
import { routeVersion } from '#routing';
import type { Measure } from './process.ts';
import { wholeRoute } from './steps.ts';

/** What the figures of one version of a service are made by: its route, its promise, and the city's thresholds. */
export async function measureOf(db: Db, item: ServiceItem): Promise<Measure> {
  const { route } = await routeVersion(db, await routeFor(db, db, item.version));
  const plan = planOf(item.elements.stages);
  const named = (stage: (typeof plan)[number]['stage']) => {
    const name = plan.find((each) => each.stage === stage)?.name;
    return name === undefined ? {} : { [stage]: name };
  };
  const delivers = plan.some(({ stage }) => stage === 'delivery');
  return {
    route,
    drawing: wholeRoute(route, { ...named('acceptance'), ...named('decision'), ...named('delivery'), delivers }),
    promise: item.elements.promisedLimit,
    thresholds: {
      slowPercent: await setting(db, 'process.slowPercent'),
      bottleneckPercent: await setting(db, 'process.bottleneckPercent'),
    },
  };
}
