// Runs once around a whole `bin/test`: one PostgreSQL for all its files.
import { removeRunCluster, startRunCluster } from './cluster.ts';

export const globalSetup = startRunCluster;
export const globalTeardown = removeRunCluster;
