export * from './app-line.ts';
export * from './bytes.ts';
export * from './envelope.ts';
export * from './key-words.ts';
export * from './leaf-id.ts';
export * from './pass.ts';
export * from './receipt-code.ts';
