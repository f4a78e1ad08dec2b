/**
 * A decision table to begin with (DMN 1.3): one question, one answer, and a rule for everything else, so that it can be
 * read and published as it is.
 */
export function newModel(name: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="model" name="${name}" namespace="urn:tongban:decisions">
  <inputData id="input-applicant" name="applicant"><variable id="variable-applicant" name="applicant" typeRef="string"/></inputData>
  <decision id="decision" name="${name}">
    <variable id="variable" name="${name}" typeRef="string"/>
    <informationRequirement id="needs-applicant"><requiredInput href="#input-applicant"/></informationRequirement>
    <decisionTable id="table" hitPolicy="UNIQUE">
      <input id="column-applicant" label="applicant">
        <inputExpression id="expression-applicant" typeRef="string"><text>applicant</text></inputExpression>
      </input>
      <output id="output" name="${name}" typeRef="string"/>
      <rule id="rule-1">
        <inputEntry id="rule-1-in"><text>-</text></inputEntry>
        <outputEntry id="rule-1-out"><text>"person"</text></outputEntry>
      </rule>
    </decisionTable>
  </decision>
</definitions>
`;
}
