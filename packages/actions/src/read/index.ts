export * from './allow.ts';
export * from './records.ts';
export * from './said-and-done.ts';
export * from './strands.ts';
