export * from './caller.ts';
export * from './commits.ts';
export * from './dispatch.ts';
export * from './house.ts';
export * from './live-boards.ts';
export * from './meters.ts';
export * from './read/index.ts';
export * from './doors.ts';
