import {
  BOX_REFUSALS,
  BOX_STATES,
  ENVELOPE_BYTES,
  ENVELOPE_PATH,
  KEY_PATH,
  padded,
  type BoxRefusal,
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
  const said = read(await answer.json());
  if ('sealed' in said && said.sealed === true) return { sealed: true };
  return { refused: refusalIn(said) };
}

export async function fetchKey(ask: Fetch, box: string, id: string): Promise<KeyReply> {
  const answer = await ask(`${box}${KEY_PATH}/${id}`, WITHOUT_A_NAME);
  const said = read(await answer.json());
  const state = BOX_STATES.find((one) => 'state' in said && said.state === one);
  if ('key' in said && typeof said.key === 'string' && state !== undefined)
    return { key: said.key, state };
  return { refused: refusalIn(said) };
}

/** A hotel's sign-in page must not pass for a box: only its own words are taken, the rest is no answer. */
function read(said: unknown): object {
  if (typeof said === 'object' && said !== null) return said;
  throw new Error('not an answer of the box');
}

function refusalIn(said: object): BoxRefusal {
  const refused = BOX_REFUSALS.find((code) => 'refused' in said && said.refused === code);
  if (refused === undefined) throw new Error('not an answer of the box');
  return refused;
}

const LONGEST_WAIT_MS = 8000;

/** How long to hold a ballot back, so that its moment is not the moment of the tap. `chance` from 0 up to 1. */
export const waitBeforeSealing = (chance: number): number => Math.floor(chance * LONGEST_WAIT_MS);
