export * from './close-codes.ts';
export * from './commands.ts';
export * from './drag.ts';
export * from './events.ts';
export * from './notes-feed.ts';
export * from './replies.ts';
export * from './version.ts';
export * from './views.ts';
