import { makeId } from '@canopy/domain';
import { whyNotSaved, type SignIns } from '@canopy/storage';
import { Lucia, TimeSpan, type Adapter } from 'lucia';
import type { KeeperParts, SignInKeeper } from './sign-in-keeper.ts';
import { hashToken, makeToken } from './tokens.ts';

/**
 * The only file that knows lucia, which nobody has maintained since March 2025. What lucia lacks is
 * added here: it would store the token itself (the adapter stores its hash), it has no absolute end
 * (the adapter hands it the sooner of the two ends), it moves the idle end only in the second half of
 * the idle time (somebody could be out after one idle hour of two: `check` moves it each minute), and
 * it reads the wall clock (the adapter shifts times between ours and the wall's).
 */
type Kept = { signInId: string; createdAt: number; endsAt: number };
declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Kept>;
    DatabaseSessionAttributes: Kept;
  }
}

const SLIDE_MS = 60_000;

export function luciaSignIns(parts: KeeperParts): SignInKeeper {
  const { store, clock, randomBytes, idleMs, absoluteMs } = parts;
  const lucia = new Lucia<Kept>(hashingAdapter(store.signIns, clock), {
    sessionExpiresIn: new TimeSpan(idleMs, 'ms'),
    getSessionAttributes: (kept) => kept,
  });

  const begin = async (staffId: string, kept: Kept) => {
    const token = makeToken(randomBytes);
    await lucia.createSession(staffId, kept, { sessionId: token });
    const expiresAt = Math.min(clock() + idleMs, kept.endsAt);
    return { token, signInId: kept.signInId, expiresAt };
  };

  return {
    signIn(staffId) {
      const now = clock();
      return begin(staffId, {
        signInId: makeId(randomBytes),
        createdAt: now,
        endsAt: now + absoluteMs,
      });
    },

    async check(token) {
      const { session } = await lucia.validateSession(token);
      if (session === null) return null;
      const { userId: staffId, signInId, endsAt } = session;
      const stored = await store.signIns.findByTokenHash(hashToken(token));
      // Ended by somebody else between the two reads.
      if (stored === null) return null;
      const expiresAt = Math.min(clock() + idleMs, endsAt);
      if (expiresAt - stored.expiresAt >= SLIDE_MS)
        await slide(store.signIns, stored.tokenHash, expiresAt);
      return { staffId, signInId, expiresAt: Math.max(stored.expiresAt, expiresAt) };
    },

    async rotate(token) {
      const { session } = await lucia.validateSession(token);
      if (session === null) return null;
      const { userId, signInId, createdAt, endsAt } = session;
      await lucia.invalidateSession(token);
      return begin(userId, { signInId, createdAt, endsAt });
    },

    signOut: (token) => lucia.invalidateSession(token),

    async signOutById(signInId) {
      const signIn = await store.signIns.find(signInId);
      if (signIn !== null) await store.signIns.remove(signIn.tokenHash);
    },

    signOutStaff: (staffId) => lucia.invalidateUserSessions(staffId),

    sweep: () => store.signIns.removeExpired(clock()),
  };
}

/** On a full disk people go on reading: a sign-in that is not lengthened now is lengthened later. */
async function slide(signIns: SignIns, tokenHash: string, expiresAt: number): Promise<void> {
  try {
    await signIns.touch(tokenHash, expiresAt);
  } catch (error) {
    if (whyNotSaved(error) === null) throw error;
  }
}

/** Lucia's session id is our token: it goes in here, and only its hash comes out the other side. */
function hashingAdapter(signIns: SignIns, clock: () => number): Adapter {
  const toWall = (ours: number) => new Date(ours - clock() + Date.now());
  const toOurs = (wall: Date) => wall.getTime() - Date.now() + clock();

  return {
    async getSessionAndUser(token) {
      const found = await signIns.findByTokenHash(hashToken(token));
      if (found === null) return [null, null];
      const { id: signInId, staffId, createdAt, expiresAt, endsAt } = found;
      const session = {
        id: token,
        userId: staffId,
        expiresAt: toWall(Math.min(expiresAt, endsAt)),
        attributes: { signInId, createdAt, endsAt },
      };
      return [session, { id: staffId, attributes: {} }];
    },
    async setSession({ id: token, userId, expiresAt, attributes }) {
      await signIns.add({
        id: attributes.signInId,
        tokenHash: hashToken(token),
        staffId: userId,
        createdAt: attributes.createdAt,
        expiresAt: Math.min(toOurs(expiresAt), attributes.endsAt),
        endsAt: attributes.endsAt,
      });
    },
    async updateSessionExpiration(token, expiresAt) {
      const found = await signIns.findByTokenHash(hashToken(token));
      if (found === null) return;
      const moved = Math.min(toOurs(expiresAt), found.endsAt);
      if (moved - found.expiresAt >= SLIDE_MS) await slide(signIns, found.tokenHash, moved);
    },
    deleteSession: (token) => signIns.remove(hashToken(token)),
    deleteUserSessions: (staffId) => signIns.removeForStaff(staffId),
    async deleteExpiredSessions() {
      await signIns.removeExpired(clock());
    },
    // Only lists: tokens are unknown, so lucia would be told hashes. Nothing here asks for it.
    getUserSessions: () => Promise.resolve([]),
  };
}
