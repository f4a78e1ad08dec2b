import type { ItemType, Subject } from '../elements.ts';

/**
 * The provincial table of item types, with the name that must stand beside the code: 20 and 21 mean other things
 * there than in GB/T 39046, so a code alone could be read wrongly.
 */
const TYPES: Readonly<Record<string, readonly [type: ItemType, name: string]>> = {
  '01': ['01', '行政许可'],
  '02': ['02', '行政处罚'],
  '03': ['03', '行政强制'],
  '04': ['04', '行政征收'],
  '05': ['05', '行政给付'],
  '06': ['06', '行政检查'],
  '07': ['07', '行政确认'],
  '08': ['08', '行政奖励'],
  '09': ['09', '行政裁决'],
  '20': ['10', '其他行政权力'],
  '21': ['20', '公共服务'],
};

/** The national type of a provincial code, or undefined where the name beside it says something else. */
export function nationalType(code: string, name: string): ItemType | undefined {
  const known = TYPES[code];
  return known !== undefined && (name === '' || name === known[1]) ? known[0] : undefined;
}

/** 服务对象. 非法人企业 has no code of its own in GB/T 39046: it is an organisation of the other kind. */
const SUBJECTS: Readonly<Record<string, Subject>> = {
  自然人: '1',
  企业法人: '2',
  事业法人: '3',
  社会组织法人: '4',
  行政机关: '5',
  其他组织: '6',
};
const UNINCORPORATED = '非法人企业';

export interface SubjectsRead {
  readonly subjects: readonly Subject[];
  readonly mapped: boolean;
  readonly unknown: readonly string[];
}

export function readSubjects(raw: string | readonly string[]): SubjectsRead {
  const names = (typeof raw === 'string' ? raw.split(/[、,,;;]/) : raw).map((name) => name.trim()).filter(Boolean);
  const codes = names.flatMap((name) => (name === UNINCORPORATED ? ['6' as const] : (SUBJECTS[name] ?? [])));
  return {
    subjects: [...new Set(codes)].toSorted(),
    mapped: names.includes(UNINCORPORATED),
    unknown: names.filter((name) => name !== UNINCORPORATED && SUBJECTS[name] === undefined && name !== '无'),
  };
}

const LEVELS: Readonly<Record<string, string>> = {
  国家级: '1',
  省级: '2',
  市级: '3',
  县级: '4',
  '镇(乡、街道)级': '5',
  '村(社区)级': '6',
};

/** 行使层级 of the publisher's word; undefined where the word is unknown. */
export function levelOf(word: string): string | undefined {
  return LEVELS[word.normalize('NFKC').trim()];
}

export interface TopicsRead {
  readonly topics: readonly string[];
  readonly split: boolean;
}

/** `社会保障（社会保险、社会救助）` is the topic 社会保障; `其他` is none. */
export function readTopics(raw: string | readonly string[]): TopicsRead {
  const whole = typeof raw === 'string' ? [raw] : raw;
  const parts = whole.flatMap((topic) => topic.replace(/[（(].*$/, '').split(/[、,,;;/]/)).map((topic) => topic.trim());
  const topics = [...new Set(parts)].filter((topic) => topic !== '' && topic !== '其他' && topic !== '无');
  return { topics, split: whole.some((topic) => /[（(、,,;;/]/.test(topic)) };
}
