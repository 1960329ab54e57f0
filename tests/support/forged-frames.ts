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

/** Presence that somebody made up: of another client, gone or too large, of ghosts, and of nobody. */
export function madeUpPresence(victim: number): { heard: Uint8Array[]; tooLarge: Uint8Array } {
  const one = (state: unknown, clock = 99): Uint8Array =>
    presenceMessage([{ client: victim, clock, state }]);
  const ghosts = (many: number): Uint8Array =>
    presenceMessage(
      Array.from({ length: many }, (_, n) => ({ client: n + 1, clock: 1, state: {} })),
    );
  const heard = [
    one({ user: { name: 'The chair' } }),
    one(null),
    one({ user: { name: 'x'.repeat(3_000) } }),
    one({ user: { name: 'x'.repeat(20_000) } }),
    one({}, 2 ** 31),
    ghosts(100),
    presenceMessage([]),
  ];
  return { heard, tooLarge: ghosts(20_000) };
}
