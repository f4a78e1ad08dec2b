export type { SignInApp } from './app.ts';
export { isSameOrigin, localPath, originOf } from './origin.ts';
export { signInRoutes, type SignInRoutes } from './routes.ts';
