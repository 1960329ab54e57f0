import { z } from 'zod';

/** What somebody may ask of staff in one tap. `private` and `check-on-me` are seen by staff only, as is who asked. */
export const ASKS = ['speak', 'cannot-hear', 'break', 'private', 'check-on-me'] as const;
export const Ask = z.enum(ASKS);
export type Ask = z.infer<typeof Ask>;
