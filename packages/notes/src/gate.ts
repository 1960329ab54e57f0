import type { Refusal, RefusalCode } from '@canopy/domain';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { NEIGHBOURS_APART_MAX, NOTES_MAX, PIECES_MAX } from './bounds.ts';
import { NOTES_ROOT, countPieces, textOf } from './document.ts';
import { isPlainText } from './plain.ts';
import { hasShape } from './shape.ts';

/**
 * `learned`: what the copy did not know before, in its own words and not the sender's; null = nothing.
 * `spoilt`: the copy may hold a part of what was refused, so throw it away.
 */
export type Verdict =
  { ok: true; learned: Uint8Array | null } | { ok: false; refusal: Refusal; spoilt: boolean };

/**
 * Lets one update of a trusted writer into a copy of the notes, or refuses it. Only a copy: `applyUpdate`
 * in a `try` is not rejection, for 22 % of throwing updates had already changed the document
 * (reliability 4.2). So every rule is asked before the copy is touched, and the document that people
 * read is given only what the copy says it has learned.
 *
 * The rules: the whole update is decoded first; it inserts plain text in the one root, under the
 * client id of this connection, without a gap, between neighbours that are known and near; it
 * deletes only what is known. Afterwards the copy waits for nothing and is within its bounds.
 *
 * `refusal.field` names the rule: `shape`, `writer`, `gap`, `place`, `text`, `deletes`, `copy`; a text
 * that grew too long is `too-long`, one in too many pieces `too-many`.
 */
export function letIn(copy: Y.Doc, update: Uint8Array, clientId: number): Verdict {
  if (!hasShape(update)) return no('shape');
  const decoded = decode(update);
  if (decoded === null) return no('shape');
  const { structs, ds } = decoded;
  if (!knows(copy, ds)) return no('deletes');

  const learned: Uint8Array[] = [];
  const listen = (bytes: Uint8Array): number => learned.push(bytes);
  copy.on('update', listen);
  try {
    for (const [at, piece] of structs.entries()) {
      const wrong = faultOf(copy, piece, clientId);
      if (wrong !== null) return no(wrong, at > 0);
      // Each stands on the ones before it. The last one comes with the deletions, below.
      if (at < structs.length - 1 && piece instanceof Y.Item) Y.applyUpdate(copy, alone(piece));
    }
    Y.applyUpdate(copy, update);
  } finally {
    copy.off('update', listen);
  }
  const wrong = faultAfter(copy, structs, clientId);
  if (wrong !== null) return wrong;
  return { ok: true, learned: learned.length === 0 ? null : Y.mergeUpdates(learned) };
}

type Rule = 'shape' | 'writer' | 'gap' | 'place' | 'text' | 'deletes' | 'copy';
type Decoded = ReturnType<typeof Y.decodeUpdate>;
type Piece = Decoded['structs'][number];

type No = Extract<Verdict, { ok: false }>;

const no = (rule: Rule, spoilt = false): No => ({
  ok: false,
  refusal: { code: 'bad-input', field: rule },
  spoilt,
});
const full = (code: RefusalCode): No => ({ ok: false, refusal: { code }, spoilt: true });

function decode(update: Uint8Array): Decoded | null {
  try {
    return Y.decodeUpdate(update);
  } catch {
    return null;
  }
}

function knows(copy: Y.Doc, deleted: Decoded['ds']): boolean {
  for (const [client, ranges] of deleted.clients) {
    const known = Y.getState(copy.store, client);
    for (const { clock, len } of ranges) if (len < 1 || clock + len > known) return false;
  }
  return true;
}

function faultOf(copy: Y.Doc, piece: Piece, clientId: number): Rule | null {
  if (!(piece instanceof Y.Item) || !(piece.content instanceof Y.ContentString)) return 'shape';
  // Under somebody else's id it would take the place of their next words for ever (reliability 4.1).
  if (piece.id.client !== clientId) return 'writer';
  // What comes too early waits in the document, and waiting costs more with each one (B3).
  if (piece.id.clock !== Y.getState(copy.store, clientId)) return 'gap';
  if (!isPlainText(piece.content.str)) return 'text';
  const { origin: left, rightOrigin: right } = piece;
  const orphan = left === null && right === null;
  const parent: unknown = piece.parent;
  if (orphan ? parent !== NOTES_ROOT : parent !== null) return 'place';
  return isNear(copy, left, right) ? null : 'place';
}

/** Whether `right` comes after `left`, not far from it. Null = the beginning, or the end. */
function isNear(copy: Y.Doc, left: Y.ID | null, right: Y.ID | null): boolean {
  const known = (id: Y.ID | null): boolean =>
    id === null || id.clock < Y.getState(copy.store, id.client);
  if (!known(left) || !known(right)) return false;
  let next = textOf(copy)._start;
  if (left !== null) {
    const item: unknown = Y.getItem(copy.store, left);
    if (!(item instanceof Y.Item)) return false;
    if (right !== null && holds(item, right)) return right.clock > left.clock;
    next = item.right;
  }
  for (let steps = 0; steps < NEIGHBOURS_APART_MAX; steps++) {
    if (next === null) return right === null;
    if (right !== null && holds(next, right)) return true;
    next = next.right;
  }
  return false;
}

const holds = ({ id, length }: Y.Item, { client, clock }: Y.ID): boolean =>
  id.client === client && id.clock <= clock && clock < id.clock + length;

/** One insertion as an update of its own. */
function alone(piece: Y.Item): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  const { restEncoder } = encoder;
  encoding.writeVarUint(restEncoder, 1);
  encoding.writeVarUint(restEncoder, 1);
  encoder.writeClient(piece.id.client);
  encoding.writeVarUint(restEncoder, piece.id.clock);
  piece.write(encoder, 0);
  encoding.writeVarUint(restEncoder, 0);
  return encoder.toUint8Array();
}

/** What only the copy can say, once it holds the update. */
function faultAfter(copy: Y.Doc, structs: readonly Piece[], clientId: number): No | null {
  const last = structs.at(-1);
  const end = last === undefined ? null : last.id.clock + last.length;
  const { pendingStructs, pendingDs } = copy.store;
  const waits = pendingStructs !== null || pendingDs !== null;
  const strays = copy.share.size > 1;
  if (waits || strays || (end !== null && Y.getState(copy.store, clientId) !== end))
    return no('copy', true);
  if (textOf(copy).length > NOTES_MAX) return full('too-long');
  if (countPieces(copy) > PIECES_MAX) return full('too-many');
  return null;
}
