import { itemById, type ItemId } from '#catalogue';
import { inTransaction, type World } from '#kernel';
import { pinService } from '#publishing';
import { keepDecisions, keepRoute } from '#routing';

/** 居民身份证补领: its own form, accepted at the window, one examination. */
export const AUTOMATIC_ITEM = 'LJ-GA-002';

const TABLE = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="urn:test:m">
  <inputData id="in-name" name="received"><variable name="received" typeRef="date"/></inputData>
  <inputData id="in-number" name="fromRegister"><variable name="fromRegister"/></inputData>
  <decision id="automatic" name="automatic"><variable name="automatic" typeRef="string"/>
    <informationRequirement id="r1"><requiredInput href="#in-name"/></informationRequirement>
    <informationRequirement id="r2"><requiredInput href="#in-number"/></informationRequirement>
    <decisionTable id="table" hitPolicy="FIRST">
      <input id="i1"><inputExpression id="e1" typeRef="date"><text>received</text></inputExpression></input>
      <output id="o" name="automatic" typeRef="string"><outputValues><text>"approve", "person"</text></outputValues></output>
      <annotation name="依据"/>
      <rule id="early"><description>在当日受理的(样例)</description><inputEntry><text>&lt; date("2026-11-24")</text></inputEntry>
        <outputEntry><text>"approve"</text></outputEntry><annotationEntry><text>样例规定第一条</text></annotationEntry></rule>
      <rule id="late"><description>其余由工作人员核对</description><inputEntry><text>-</text></inputEntry>
        <outputEntry><text>"person"</text></outputEntry><annotationEntry><text>样例规定第二条</text></annotationEntry></rule>
    </decisionTable>
  </decision>
</definitions>`;

const ROUTE = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tongban="urn:tongban:route:1" id="d" targetNamespace="urn:t">
  <bpmn:process id="route" isExecutable="true" tongban:automatic="automatic" tongban:automaticAfter="acceptance">
    <bpmn:startEvent id="start"/>
    <bpmn:userTask id="review" name="审查" tongban:department="11530700DEMA001013" tongban:budget="2 workday"/>
    <bpmn:endEvent id="end"/>
    <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="review"/>
    <bpmn:sequenceFlow id="b" sourceRef="review" targetRef="end"/>
  </bpmn:process>
</bpmn:definitions>`;

/** From now on the platform looks at every case of that item right after somebody has accepted it. */
export async function pinAutomatic(world: World): Promise<void> {
  const item = await itemById(world.db, AUTOMATIC_ITEM as ItemId);
  if (item === undefined) throw new Error(`There is no ${AUTOMATIC_ITEM}.`);
  await inTransaction(world.db, async (tx) => {
    const service = { route: await keepRoute(tx, ROUTE), decisions: { automatic: await keepDecisions(tx, TABLE) } };
    await pinService(tx, { version: item.version, service, at: world.clock.now() });
  });
}
