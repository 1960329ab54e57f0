import * as encoding from 'lib0/encoding';

const SYNC = 0;
const AWARENESS = 1;

/** A message of the board feed's protocol; `kind` 0 asks, 1 answers, 2 changes. */
export const syncMessage = (kind: 0 | 1 | 2, bytes: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, SYNC);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, bytes);
  });

export type Presence = { client: number; clock: number; state: unknown };

/** Says who is there. Nobody checks by itself whether it is said by the one it is about. */
export const presenceMessage = (presences: readonly Presence[]): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, AWARENESS);
    const body = encoding.encode((inner) => {
      encoding.writeVarUint(inner, presences.length);
      for (const { client, clock, state } of presences) {
        encoding.writeVarUint(inner, client);
        encoding.writeVarUint(inner, clock);
        encoding.writeVarString(inner, JSON.stringify(state));
      }
    });
    encoding.writeVarUint8Array(encoder, body);
  });
