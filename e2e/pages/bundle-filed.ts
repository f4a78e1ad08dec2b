import { fileApplication } from '#bundles';
import { aKey, resident } from '../../modules/cases/testing.ts';
import { filledBundle } from '../../modules/bundles/testing.ts';
import type { Stage } from './applications.ts';

/** A restaurant in the new town that has its licence and wants a sign. */
export async function filedBundle(past: Stage): Promise<string> {
  const who = await resident(past, 'he-xiuying');
  const draft = await filledBundle(past, who, {
    oldTown: 'no',
    licence: 'yes',
    area: 'small',
    crowded: 'no',
    sign: 'yes',
    fitting: 'no',
    tobacco: 'no',
    utilities: 'no',
  });
  const { no } = await fileApplication(past, who, { key: aKey(), draft, declared: true });
  return no;
}
