import { CONTENT_BYTES, VERSION_MAX } from '@canopy/passes';
import { z } from 'zod';

export const Id = z.string().regex(/^[a-z0-9]{20}$/);
const bytes = z.string().max(400);

/** Strict: a field nobody knows could carry what the box must never hold. */
export const EnvelopeShape = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('ballot'),
    vote: Id,
    prepared: bytes,
    signature: bytes,
    version: z.number().int().min(1).max(VERSION_MAX),
    choice: z.string().max(CONTENT_BYTES),
    code: z.string().max(16),
  }),
  z.strictObject({
    what: z.literal('leaf'),
    stage: Id,
    prepared: bytes,
    signature: bytes,
    edit: bytes,
    answerKey: bytes,
    leaf: z.unknown(),
  }),
  z.strictObject({
    what: z.literal('change'),
    stage: Id,
    secret: bytes,
    version: z.number().int().min(2).max(VERSION_MAX),
    leaf: z.unknown(),
  }),
]);
