export * from './allow.ts';
export * from './records.ts';
export * from './said-and-done.ts';
export * from './strands.ts';
export * from './door.ts';
export * from './groups.ts';
export * from './sessions.ts';
export * from './staff.ts';
