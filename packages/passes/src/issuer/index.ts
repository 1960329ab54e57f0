export { ANSWER_MAX, SEALED_ANSWER_BYTES, sealAnswer } from '../answer.ts';
export * from './pass-keys.ts';
export * from './sign-pass.ts';
export * from './box-line.ts';
