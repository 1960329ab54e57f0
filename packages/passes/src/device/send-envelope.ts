import {
  ENVELOPE_BYTES,
  ENVELOPE_PATH,
  KEY_PATH,
  padded,
  type Envelope,
  type EnvelopeReply,
  type KeyReply,
} from '../envelope.ts';

/**
 * How every request to the box is made: no cookie, no referrer, nothing from a cache, and plain text,
 * which browsers send without asking first. `keepalive` lets it finish while the page goes away;
 * sendBeacon would carry cookies.
 */
const WITHOUT_A_NAME = {
  mode: 'cors',
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  cache: 'no-store',
  redirect: 'error',
} as const;

type Fetch = typeof fetch;

/** Rejects when the box cannot be reached or says something that is not its own: try again until close. */
export async function sendEnvelope(
  ask: Fetch,
  box: string,
  envelope: Envelope,
): Promise<EnvelopeReply> {
  const answer = await ask(`${box}${ENVELOPE_PATH}`, {
    ...WITHOUT_A_NAME,
    method: 'POST',
    keepalive: true,
    headers: { 'content-type': 'text/plain' },
    body: padded(envelope, ENVELOPE_BYTES),
  });
  return (await answer.json()) as EnvelopeReply;
}

export async function fetchKey(ask: Fetch, box: string, id: string): Promise<KeyReply> {
  const answer = await ask(`${box}${KEY_PATH}/${id}`, WITHOUT_A_NAME);
  return (await answer.json()) as KeyReply;
}

const LONGEST_WAIT_MS = 8000;

/** How long to hold a ballot back, so that its moment is not the moment of the tap. `chance` from 0 up to 1. */
export const waitBeforeSealing = (chance: number): number => Math.floor(chance * LONGEST_WAIT_MS);
