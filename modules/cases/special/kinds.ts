/**
 * The procedures whose time does not count toward a decision, whatever the item says of them besides (行政许可法 45).
 */
const BY_LAW = ['听证', '招标', '拍卖', '检验', '检测', '检疫', '鉴定', '专家评审'] as const;

/** A law and its article, as an item cites them: 《…》第…条 or …条例第…条. */
const CITES = /第[〇零一二三四五六七八九十百千\d]+条/;

/** A special procedure that an item lists. */
export interface SpecialKind {
  /** The item's own words. */
  readonly text: string;
  /** Why its time does not count; absent where the officer has to cite nothing else than what the item cites. */
  readonly basis: string;
}

const LAW = '《中华人民共和国行政许可法》第四十五条';

/**
 * Those special procedures of an item that stop the clock of the decision: the kinds that the law names, and others for
 * which the item cites an article. What an item only calls "not counted" stops nothing.
 */
export function lawfulKinds(listed: readonly string[]): readonly SpecialKind[] {
  return listed.flatMap((text): readonly SpecialKind[] => {
    if (BY_LAW.some((kind) => text.includes(kind))) return [{ text, basis: LAW }];
    return CITES.test(text) ? [{ text, basis: text }] : [];
  });
}
