import { settingDefaults, type SettingName } from '#kernel';

/** A threshold of the rules: its unit is in its name, its default in the kernel's settings. */
export type ThresholdName = Extract<SettingName, `rules.${string}`>;
export type Thresholds = Readonly<Record<ThresholdName, number>>;

export const thresholdNames = Object.keys(settingDefaults).filter((name) => isThreshold(name));

function isThreshold(name: string): name is ThresholdName {
  return name.startsWith('rules.');
}

/** The defaults, with what is set instead. */
export function thresholdsOf(set: Readonly<Record<string, number>>): Thresholds {
  const values: Record<string, number> = { ...settingDefaults, ...set };
  return Object.fromEntries(thresholdNames.map((name) => [name, values[name] ?? 0])) as unknown as Thresholds;
}
