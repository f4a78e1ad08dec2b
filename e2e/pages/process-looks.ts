import type { Page } from 'playwright-core';
import { sampleUnits } from '../../modules/cases/testing.ts';
import type { Look } from './look.ts';
import { press } from './press.ts';
import type { Scene } from './scene.ts';
import { t } from './words.ts';

async function assessed(page: Page): Promise<void> {
  await press(page, page.getByRole('button', { name: t('assessment.compute') }));
  await page.locator('#gaps').waitFor();
}

/** How cases of a service went: for everybody, and for those who watch over it. */
export function processLooks({ released, withdrawn }: Scene): readonly Look[] {
  return [
    { name: 'open process', path: '/open/services/LJ-GA-010' },
    { name: 'open process, nothing yet', path: '/open/services/LJ-SC-005' },
    { name: 'open figures', path: '/open/figures' },
    { name: 'open figures of a month', path: `/open/figures?month=${released}` },
    { name: 'open figures of a department', path: `/open/figures?month=${released}&department=${sampleUnits.gaj}` },
    { name: 'data dictionary', path: '/open/figures/dictionary' },
    { name: 'release, corrected', path: `/open/figures/releases/${released}` },
    { name: 'release before its correction', path: `/open/figures/releases/${released}?number=1` },
    { who: 'bureau', name: 'releases', path: '/oversight/figures' },
    { who: 'supervisor', name: 'assessment, none yet', path: '/oversight/assessment' },
    { who: 'bureau', name: 'assessment', path: '/oversight/assessment', then: assessed },
    { who: 'supervisor', name: 'processes', path: '/oversight/services' },
    { who: 'supervisor', name: 'processes, not found', path: '/oversight/services?q=qqqqqqqq' },
    { who: 'supervisor', name: 'process', path: '/oversight/services/LJ-GA-010' },
    { who: 'bureau', name: 'process with deviations', path: '/oversight/services/LJ-GA-002' },
    { who: 'bureau', name: 'process without cases', path: '/oversight/services/LJ-ZR-005' },
    { who: 'supervisor', name: 'process of a case', path: `/oversight/services/LJ-GA-002/cases/${withdrawn}` },
  ];
}
