import { grant, take } from './acts.ts';
import type { Cheat } from './cheat.ts';
import { DAY, type Application, type City } from './city.ts';
import { declareGround } from './found-city.ts';
import { anyHash } from './leaves.ts';

const waits = (city: City, lane: (lane: number) => boolean = () => true): Application | undefined =>
  city.random.pick(city.open().filter(({ state, of }) => state === 'eligible' && lane(of.lane)))?.of;

const inventedPriority: Cheat = {
  name: 'invented priority',
  rule: 'M7',
  codes: ['grant.no-rule', 'grant.other-lane', 'lane.without-grant'],
  finder: 'public',
  commit: (city) => {
    const of = waits(city);
    const pool = city.pools[0];
    const ground = city.grounds[0];
    if (of === undefined || pool === undefined || ground === undefined) return false;
    if (city.random.happens(0.3)) {
      const filed = { applicant: anyHash, content: anyHash, attachments: anyHash };
      city.write({ k: 'submit', lane: city.random.below(2), ...filed, q: pool.code, qn: pool.nextNumber });
      pool.nextNumber += 1;
      return true;
    }
    const invented = city.random.happens(0.5) ? { rule: of.ref } : { rule: ground.index, lane: 1 - ground.lane };
    const by = ['approver-one', 'approver-two'];
    of.grant = city.event(of, { k: 'grant', lane: 0, detail: anyHash, by, ...invented }, city.now);
    of.lane = 0;
    return true;
  },
};

const lateRule: Cheat = {
  name: 'late rule',
  rule: 'M7',
  codes: ['rule.too-soon', 'grant.rule-not-in-force'],
  finder: 'public',
  commit: (city) => {
    const of = waits(city);
    if (of === undefined) return false;
    const honestly = city.random.happens(0.5);
    declareGround(city, 1, honestly ? DAY : city.random.below(DAY - 10));
    const rule = city.grounds.at(-1)?.index;
    const by = ['approver-one', 'approver-two'];
    of.grant = city.event(of, { k: 'grant', lane: 1, rule, detail: anyHash, by }, city.now);
    of.lane = 1;
    return true;
  },
};

const sameApprover: Cheat = {
  name: 'same approver twice',
  rule: 'M8',
  codes: ['grant.same-approver', 'grant.not-approved'],
  finder: 'public',
  commit: (city) => {
    const of = waits(city);
    const twice = city.random.happens(0.8) ? ['approver-one', 'approver-one'] : ['approver-one'];
    return of !== undefined && grant(city, of, { by: twice, credential: undefined });
  },
};

const uncited: Cheat = {
  name: 'grant not cited',
  rule: 'M9',
  codes: ['take.grant-not-cited', 'take.no-such-grant'],
  finder: 'public',
  commit: (city) => {
    const job = city
      .open()
      .find(
        ({ state, pool, of }) => state === 'eligible' && !pool.paused && pool.discipline !== 'automatic' && of.ref > 0,
      );
    const head = job && city.waiting(job.pool).find((other) => other.of.lane === job.of.lane);
    if (head === undefined) return false;
    const { grant: granted, ref } = head.of;
    take(city, head, { officer: 99, more: { ex: granted === undefined ? ref : undefined } });
    return true;
  },
};

export const cheatsWithPriority: readonly Cheat[] = [inventedPriority, lateRule, sameApprover, uncited];
