export * from './pass-keys.ts';
export * from './sign-pass.ts';
export * from './box-line.ts';
