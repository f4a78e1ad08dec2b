export { markRead, myMessages, unreadCount, type Message } from './my-messages.ts';
export { tell } from './tell.ts';
export { notificationJobs } from './jobs.ts';
