export * from './check-choice.ts';
export * from './count.ts';
