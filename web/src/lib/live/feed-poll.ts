import { BOARD_PATH } from '@canopy/protocol';
import { toBase64Url } from './base64url.ts';

/** What one look at a board's state gave. */
export type Looked =
  | { found: 'update'; update: Uint8Array }
  | { found: 'nothing-new' | 'revoked' | 'rebuilt' | 'trouble' };

/** A look is a small answer from memory; one that takes longer is not coming. */
const ANSWER_WITHIN_MS = 10_000;

/** `GET /boards/<id>/state`: what a copy with this state vector lacks, for networks without websockets. */
export async function lookAtBoard(
  boardId: string,
  epoch: number | null,
  vector: Uint8Array,
): Promise<Looked> {
  const asked = new URLSearchParams({ vector: toBase64Url(vector) });
  if (epoch !== null) asked.set('epoch', String(epoch));
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), ANSWER_WITHIN_MS);
  try {
    const answer = await fetch(`${BOARD_PATH}/${boardId}/state?${asked}`, {
      cache: 'no-store',
      signal: patience.signal,
    });
    if (answer.status === 200)
      return { found: 'update', update: new Uint8Array(await answer.arrayBuffer()) };
    return { found: MEANS[answer.status] ?? 'trouble' };
  } catch {
    return { found: 'trouble' };
  } finally {
    clearTimeout(timer);
  }
}

const MEANS: Readonly<Record<number, Exclude<Looked['found'], 'update'>>> = {
  204: 'nothing-new',
  401: 'revoked',
  403: 'revoked',
  409: 'rebuilt',
};
