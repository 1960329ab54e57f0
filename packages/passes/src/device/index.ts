export * from './blind-pass.ts';
export * from './edit-secret.ts';
export * from './pass-key.ts';
export * from './send-envelope.ts';
