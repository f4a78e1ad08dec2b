import { importCatalogueCommand } from './import-catalogue.ts';
import { withInstallation } from './offline.ts';

/** `tongban import catalogue …` on this installation's database. Nothing else is brought into it on the way. */
export async function importCatalogue([what, ...args]: readonly string[]): Promise<number> {
  return withInstallation({ demo: false }, async ({ app }) =>
    importCatalogueCommand(app, what === 'catalogue' ? args : []),
  );
}
