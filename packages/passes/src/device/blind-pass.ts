import { RSABSSA } from '@cloudflare/blindrsa-ts';
import type { Bytes } from '../bytes.ts';
import { SECRET_BYTES, type Pass } from '../pass.ts';
import type { PassKey } from './pass-key.ts';

const suite = RSABSSA.SHA384.PSS.Randomized();

/** What a device keeps before it asks: the same bytes asked again get the same answer. */
export type AskedPass = {
  prepared: Bytes;
  /** Sent to the issuer, 256 bytes. */
  blinded: Bytes;
  /** Undoes the blinding. Whoever had it could join pass and person: forgotten by `finishPass`'s caller. */
  inverse: Bytes;
};

/** 20 to 170 ms of arithmetic, so in a worker. Write all three down before asking with `blinded`. */
export const blindPass = (key: PassKey): Promise<AskedPass> =>
  prepareAndBlind(key, crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));

/** Offered by no index: for the published vectors, whose message is longer than ours. */
export async function prepareAndBlind(key: PassKey, secret: Bytes): Promise<AskedPass> {
  const prepared = suite.prepare(secret);
  const { blindedMsg, inv } = await suite.blind(key, prepared);
  return { prepared: prepared.slice(), blinded: blindedMsg.slice(), inverse: inv.slice() };
}

/** The pass, checked; null when the issuer's answer does not fit what was asked. */
export async function finishPass(
  key: PassKey,
  asked: AskedPass,
  blindSignature: Uint8Array,
): Promise<Pass | null> {
  try {
    const signature = await suite.finalize(key, asked.prepared, blindSignature, asked.inverse);
    return { prepared: asked.prepared, signature: signature.slice() };
  } catch {
    return null;
  }
}
