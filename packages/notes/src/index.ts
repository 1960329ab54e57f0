export * from './bounds.ts';
export * from './carry-over.ts';
export * from './caret.ts';
export * from './document.ts';
export * from './gate.ts';
export * from './plain.ts';
export * from './splice.ts';
