/** A file around what stands in the process; for tests. */
export function bpmn(inside: string, { outside = '', attributes = '' } = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:tongban="urn:tongban:route:1" id="definitions" targetNamespace="urn:example" ${attributes}>
<bpmn:process id="process" isExecutable="true">
${inside}
</bpmn:process>
${outside}
</bpmn:definitions>
`;
}

/** A sequence flow, with a condition where one is given. */
export function flow(id: string, source: string, target: string): string {
  return `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}" />`;
}
