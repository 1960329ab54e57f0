/** A staff sign-in at rest: only the hash of its token, and its two lifetimes. */
export type StoredSignIn = {
  /** Public random id of the sign-in, safe in logs and for closing its sockets. */
  id: string;
  tokenHash: string;
  staffId: string;
  createdAt: number;
  /** Idle end: moves forward with use. */
  expiresAt: number;
  /** Absolute end: never moves. */
  endsAt: number;
};

export interface SignIns {
  add(signIn: StoredSignIn): Promise<void>;
  findByTokenHash(tokenHash: string): Promise<StoredSignIn | null>;
  find(id: string): Promise<StoredSignIn | null>;
  touch(tokenHash: string, expiresAt: number): Promise<void>;
  remove(tokenHash: string): Promise<void>;
  removeForStaff(staffId: string): Promise<void>;
  forStaff(staffId: string): Promise<StoredSignIn[]>;
  removeExpired(now: number): Promise<number>;
}
