export type { SignInApp } from './app.ts';
export { localPath } from './origin.ts';
export { signInRoutes, type SignInRoutes } from './routes.ts';
