import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inTransaction, Refusal } from '#kernel';
import { freshDatabase, type TestDatabase } from '#testing/fresh-database';
import { toJson } from './dmn/json.ts';
import { decisionVersion, keepDecisions, keepRoute, routeVersion, type RouteVersionId } from './store.ts';

let database: TestDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.close());

const route = (name: string) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tongban="urn:tongban:route:1" id="d" targetNamespace="urn:t">
  <process id="p" name="${name}" isExecutable="true">
    <startEvent id="start" /><userTask id="look" tongban:department="a" tongban:budget="1 workday" /><endEvent id="end" />
    <sequenceFlow id="f1" sourceRef="start" targetRef="look" /><sequenceFlow id="f2" sourceRef="look" targetRef="end" />
  </process>
</definitions>`;

const model = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="m" namespace="urn:m">
  <decision id="fee" name="fee"><variable name="fee" typeRef="number"/><literalExpression><text>0.1 + 0.2</text></literalExpression></decision>
</definitions>`;

test('the same route kept by many at once is one version, and plays as it was written', async () => {
  const keep = () => inTransaction(database.db, (tx) => keepRoute(tx, route('一')));
  const versions = await Promise.all(Array.from({ length: 8 }, keep));
  assert.equal(new Set(versions).size, 1);
  assert.notEqual(await keepRoute(database.db, route('二')), versions[0]);

  const [version] = versions;
  assert.ok(version !== undefined);
  const { engine, xml } = await routeVersion(database.db, version);
  const step = engine.start({});
  assert.equal(xml, route('一'));
  assert.deepEqual('opened' in step && step.opened.map(({ element }) => element), ['look']);
});

test('a decision model comes back ready to be asked', async () => {
  const kept = await decisionVersion(database.db, await keepDecisions(database.db, model));
  const { results } = kept.decisions.decide(new Map(), { now: () => new Date(0) });
  assert.equal(toJson(results.get('fee') ?? null), 0.3);
});

test('what is no route or model is not kept, and what is not there is not found', async () => {
  await assert.rejects(keepRoute(database.db, '<a/>'), TypeError);
  await assert.rejects(keepDecisions(database.db, '<a/>'), TypeError);
  await assert.rejects(
    routeVersion(database.db, '00000000-0000-4000-8000-000000000000' as RouteVersionId),
    (error) => error instanceof Refusal && error.status === 404,
  );
});

test('nobody changes a route that was kept, not even the owner of the database', async () => {
  await keepRoute(database.db, route('三'));
  await assert.rejects(database.db.deleteFrom('routing.route_version').execute(), /permission denied/);
  await assert.rejects(database.ownerPool.query(`update routing.route_version set xml = 'x'`), /never changed/);
});
