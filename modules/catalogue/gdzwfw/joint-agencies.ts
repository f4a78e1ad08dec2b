import { cleanText, saysNothing } from './clean-text.ts';

const AGENCY = /([^（()）、]+)[（(]([^（()）]*)[)）]/g;

/** `省级司法（审核,决定与公开）、市级司法（受理,审核）` → who takes part, and in which steps. */
export function readJointAgencies(raw: string): readonly { name: string; steps: string[] }[] {
  if (saysNothing(raw)) return [];
  return [...cleanText(raw).matchAll(AGENCY)].map(([, name = '', steps = '']) => ({
    name: name.trim(),
    steps: steps
      .split(/[,,、]/)
      .map((step) => step.trim())
      .filter(Boolean),
  }));
}
