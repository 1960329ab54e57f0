import { createHash, ECDH } from 'node:crypto';
import { LeafInput } from '@canopy/domain/leaf';
import { fromText, leafIdOf, type BoxRefusal } from '@canopy/passes';
import type { Stages } from '../store/box-store.ts';
import { readPublicKey, verifyPass } from '../verify-pass.ts';

export type LeafEnvelope = {
  stage: string;
  prepared: string;
  signature: string;
  edit: string;
  answerKey: string;
  leaf: unknown;
};

/** Waits in the box for a batch. The same envelope again gets the same answer. */
export async function submitLeaf(
  stages: Stages,
  envelope: LeafEnvelope,
): Promise<'sealed' | BoxRefusal> {
  const stage = await stages.find(envelope.stage);
  if (stage === null) return 'not-found';
  const key = readPublicKey(stage.key);
  if (key === null) throw new Error('a stage was opened under a key that is none');
  const pass = verifyPass(key, envelope.prepared, envelope.signature);
  if (pass === null) return 'bad-pass';
  const edit = fromText(envelope.edit, 32);
  const answerKey = fromText(envelope.answerKey, 65);
  if (edit === null || answerKey === null || !isPoint(answerKey)) return 'bad-request';
  const words = wordsOf(envelope.leaf);
  if (words === null) return 'bad-leaf';
  const leafId = await leafIdOf(edit);
  return stages.submit(envelope.stage, { pass, edit, leafId, words, answerKey });
}

export type ChangeEnvelope = { stage: string; secret: string; version: number; leaf: unknown };

/** Whoever shows the edit secret is the author; nobody else ever saw it, the box included. */
export async function changeLeaf(
  stages: Stages,
  { stage, secret, version, leaf }: ChangeEnvelope,
): Promise<'sealed' | BoxRefusal> {
  const shown = fromText(secret, 32);
  if (shown === null) return 'bad-request';
  const words = leaf === null ? null : wordsOf(leaf);
  if (words === null && leaf !== null) return 'bad-leaf';
  const edit = createHash('sha256').update(shown).digest();
  return stages.change(stage, { edit, version, words });
}

function wordsOf(leaf: unknown): string | null {
  const read = LeafInput.safeParse(leaf);
  return read.success ? JSON.stringify(read.data) : null;
}

/** An answer could not be sealed to anything else, and staff would find out too late. */
function isPoint(key: Uint8Array): boolean {
  try {
    ECDH.convertKey(key, 'prime256v1', undefined, undefined, 'uncompressed');
    return true;
  } catch {
    return false;
  }
}
