import { sha256, type Bytes } from '../bytes.ts';

/** What lets this device, and nobody else, change its leaf or take it back. The box gets its hash. */
export async function makeEditSecret(): Promise<{ secret: Bytes; edit: Bytes }> {
  const secret = crypto.getRandomValues(new Uint8Array(32));
  return { secret, edit: await sha256(secret) };
}
