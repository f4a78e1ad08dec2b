import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportRoute } from './export-route.ts';
import { importRoute } from './import-route.ts';
import { bpmn, flow } from './testing.ts';

const joint = bpmn(
  `<bpmn:documentation>餐饮店联合审批</bpmn:documentation>
<bpmn:laneSet id="lanes"><bpmn:lane id="lane" name="牵头"><bpmn:flowNodeRef>ask</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
<bpmn:startEvent id="start" name="受理"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
<bpmn:userTask id="ask" name="征求&#x20BB7;意见" tongban:department="lead" tongban:stage="examination" tongban:budget="5 workday" tongban:form="opinion" tongban:deemedAfter="5 workday" tongban:legalBasis="《示例条例》第十条">
  <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
  <bpmn:multiInstanceLoopCharacteristics id="many" tongban:departments="fire health" tongban:completion="n-of-m" tongban:needed="2" />
</bpmn:userTask>
<bpmn:boundaryEvent id="late" attachedToRef="ask" cancelActivity="false"><bpmn:outgoing>f3</bpmn:outgoing><bpmn:timerEventDefinition id="t"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P3D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
<bpmn:boundaryEvent id="over" attachedToRef="ask"><bpmn:timerEventDefinition tongban:after="9 workday" /></bpmn:boundaryEvent>
<bpmn:exclusiveGateway id="which" default="f5" gatewayDirection="Diverging" />
<bpmn:userTask id="site" tongban:department="lead" tongban:participants="fire" tongban:budget="1 workday" tongban:inspectors="2" tongban:checklist="通道畅通；设备完好" tongban:pages="reason applicant.applicantName" tongban:materials="3 12" />
<bpmn:userTask id="blind" tongban:department="fire" tongban:budget="1 workday" tongban:pages="-" tongban:materials="*" />
<bpmn:businessRuleTask id="fee" tongban:decision="fee" tongban:budget="1 minute" />
<bpmn:subProcess id="inner"><bpmn:startEvent id="s2" /><bpmn:serviceTask id="pay" tongban:operation="notify" /><bpmn:endEvent id="e2"><bpmn:terminateEventDefinition id="end-now" /></bpmn:endEvent>${flow('g1', 's2', 'pay')}${flow('g2', 'pay', 'e2')}</bpmn:subProcess>
<bpmn:endEvent id="end" />
${flow('f1', 'start', 'ask')}${flow('f2', 'ask', 'which')}${flow('f3', 'late', 'end')}${flow('f6', 'over', 'end')}
<bpmn:sequenceFlow id="f4" name="要收费" sourceRef="which" targetRef="fee"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">amount &gt; 0 and name != "&lt;a&gt;"</bpmn:conditionExpression></bpmn:sequenceFlow>
${flow('f5', 'which', 'inner')}${flow('f7', 'fee', 'end')}${flow('f8', 'inner', 'end')}
<bpmn:textAnnotation id="note"><bpmn:text>说明</bpmn:text></bpmn:textAnnotation>
<bpmn:association id="to-note" sourceRef="ask" targetRef="note" />`,
  {
    outside: `<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="process">
<bpmndi:BPMNShape id="start_di" bpmnElement="start"><dc:Bounds x="10" y="20.5" width="36" height="36" /><bpmndi:BPMNLabel><dc:Bounds x="1" y="2" width="3" height="4" /></bpmndi:BPMNLabel></bpmndi:BPMNShape>
<bpmndi:BPMNShape id="inner_di" bpmnElement="inner" isExpanded="false"><dc:Bounds x="10" y="20.5" width="36" height="36" /></bpmndi:BPMNShape>
<bpmndi:BPMNEdge id="f1_di" bpmnElement="f1"><di:waypoint x="46" y="38" /><di:waypoint x="90" y="38" /></bpmndi:BPMNEdge>
</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`,
  },
);

test('a route that was written and read again is the same route, with its drawing and its notes', async () => {
  const read = await importRoute(joint);
  assert.ok('route' in read, JSON.stringify(read));

  const xml = await exportRoute(read.route);
  const again = await importRoute(xml);

  assert.ok('route' in again);
  assert.deepEqual(again.route, read.route);
  const [site, blind] = ['site', 'blind'].map((id) => again.route.nodes.find((node) => node.id === id));
  assert.ok(site?.kind === 'user' && blind?.kind === 'user');
  assert.deepEqual(site.work.visit, { inspectors: 2, checklist: ['通道畅通', '设备完好'] });
  assert.deepEqual(site.work.needs, { pages: ['reason', 'applicant.applicantName'], materials: [3, 12] });
  assert.deepEqual(blind.work.needs, { pages: [], materials: '*' });
  assert.equal(read.lines.get('ask'), 7);
  assert.match(xml, /征求𠮷意见/);
  assert.match(xml, /y="20.5"/);
  assert.match(xml, /id="end-now"/);
  assert.match(xml, /<bpmn:text>说明/);
});

test('what a file says although it is the default is as if it had not said it', async () => {
  const aloud = bpmn(
    `<bpmn:startEvent id="s" isInterrupting="true" name="a&#9;b&#10;c" />
<bpmn:userTask id="t" name="" isForCompensation="false" startQuantity="1" completionQuantity="1"><bpmn:extensionElements /></bpmn:userTask>
<bpmn:boundaryEvent id="b" attachedToRef="t" cancelActivity="true"><bpmn:timerEventDefinition tongban:after="3 workday" /></bpmn:boundaryEvent>
<bpmn:endEvent id="e" />${flow('f1', 's', 't')}${flow('f2', 't', 'e')}
<bpmn:textAnnotation id="n" textFormat="text/plain"><bpmn:text /></bpmn:textAnnotation>`,
    {
      attributes:
        'expressionLanguage="http://www.w3.org/1999/XPath" typeLanguage="http://www.w3.org/2001/XMLSchema" exporter="x"',
    },
  );
  const read = await importRoute(aloud);
  assert.ok('route' in read, JSON.stringify(read));

  const xml = await exportRoute(read.route);
  const again = await importRoute(xml);
  assert.ok('route' in again);
  assert.deepEqual(again.route, read.route);
  assert.match(xml, /name="a&#9;b&#10;c"/);
});

test('a file whose expressions are XPath has no condition in FEEL', async () => {
  const inside = `<bpmn:exclusiveGateway id="g" default="f2" /><bpmn:endEvent id="e" />${flow('f2', 'g', 'e')}
<bpmn:sequenceFlow id="f1" sourceRef="g" targetRef="e"><bpmn:conditionExpression>a</bpmn:conditionExpression></bpmn:sequenceFlow>`;
  const read = await importRoute(bpmn(inside, { attributes: 'expressionLanguage="http://www.w3.org/1999/XPath"' }));
  assert.ok('refusals' in read);
  assert.deepEqual(
    read.refusals.map(({ code, element }) => `${code} ${element ?? ''}`),
    ['route.condition-language f1'],
  );
});
