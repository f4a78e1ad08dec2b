export type { Message } from './message.ts';
export { markRead, myMessages, unreadCount } from './my-messages.ts';
export { toldOf } from './told-of.ts';
export { tell } from './tell.ts';
export { notificationJobs } from './jobs.ts';
