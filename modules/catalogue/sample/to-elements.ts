import { ItemElements } from '../elements.ts';
import type { Limit } from '../limit.ts';
import type { Material } from '../material.ts';
import { readLegalBasis } from '../legal-basis.ts';
import type { SampleItem, SampleMaterial } from './sample-file.ts';

/** An item of the sample city in the element set that every item has. */
export function sampleElements(item: SampleItem): ItemElements {
  return ItemElements.parse({
    ...identity(item),
    ...time(item),
    ...reach(item),
    acceptConditions: item.acceptConditions,
    materials: item.materials.map(material),
    stages: item.stages,
    specialProcedures: item.specialProcedures,
    jointAgencies: [],
    locations: [],
    quantityLimit: item.quantityLimit?.rule,
    priority: item.priority ?? undefined,
    fee: {
      charged: item.fee.charged,
      standard: item.fee.standard,
      basis: item.fee.basis ?? undefined,
      payOnline: item.fee.onlinePayment,
    },
    result: item.result,
    commitmentBased: item.commitmentBased,
    topics: item.lifeEvents,
    keywords: item.keywords,
    note: item.note ?? undefined,
  });
}

function identity({ code, name, plainName, itemType, useLevel, department, subject, caseType }: SampleItem): object {
  return {
    name,
    plainName,
    ...code,
    itemType: itemType.code,
    useLevel: useLevel.code,
    agency: { name: department.name, uscc: department.uscc },
    subjects: subject.map((one) => one.code),
    caseType: caseType.code,
  };
}

function time({ statutoryLimit: { value, unit, basis }, promisedLimit }: SampleItem): object {
  const promised: Limit = {
    value: promisedLimit.value,
    unit: promisedLimit.unit,
    ...(promisedLimit.display === undefined ? {} : { note: promisedLimit.display }),
  };
  if (value === null || unit === null) return { promisedLimit: promised, limitNote: basis, legalBasis: [] };
  return { statutoryLimit: { value, unit, basis }, promisedLimit: promised, legalBasis: readLegalBasis(basis) };
}

function reach({ onlineDepth, handleForms, onsiteVisits, onsiteReason, handleScope }: SampleItem): object {
  return {
    onlineDepth,
    isOnline: onlineDepth === 'III' || onlineDepth === 'IV',
    handleForms,
    onsiteVisits,
    onsiteReason: onsiteReason ?? undefined,
    handleScope,
  };
}

function material({ no, name, source, required, eLicense, note, ...flags }: SampleMaterial): Material {
  const { kind, name: replacement } = eLicense;
  return {
    no,
    name,
    need: required === 'required' && flags.deferrable ? 'deferrable' : required,
    source: source.code === '10' || source.code === '20' ? source.code : '99',
    form: eLicense.replaceable ? 'exempt' : 'either',
    ...(kind !== null && replacement !== null ? { replacedBy: { kind, name: replacement } } : {}),
    ...(flags.commitmentAllowed ? { commitmentAllowed: true } : {}),
    ...(flags.systemGenerated ? { systemGenerated: true } : {}),
    ...(note === null ? {} : { note }),
  };
}
