import { newNotes, readNotes, textOf, writeSplice } from '@canopy/notes';
import type { RefusalCode, Session } from '@canopy/domain';
import * as Y from 'yjs';
import type { Caller } from '../caller.ts';
import type { TestHouse } from './test-house.ts';

/** One member of staff with the notes open: their browser's copy, and the host it is connected to. */
export type TestWriter = {
  doc: Y.Doc;
  clientId: number;
  epoch: number;
  readonly text: string;
  /** Changes their copy and sends what came of it. Null = let in. */
  writes(at: number, insert: string, remove?: number): Promise<RefusalCode | null>;
  sends(...updates: Uint8Array[]): Promise<RefusalCode | null>;
  stop(): void;
};

export async function openTestNotes(
  { house, act }: TestHouse,
  { caller }: { caller: Caller },
  { id: sessionId }: Pick<Session, 'id'>,
  after?: number,
): Promise<TestWriter> {
  const opened = await act(caller, 'notes:open', {
    sessionId,
    ...(after === undefined ? {} : { after }),
  });
  if (!opened.ok) throw new Error(opened.refusal.code);
  const { clientId, epoch, seq } = opened.value;
  const doc = newNotes();
  textOf(doc);
  const stop = house.notes.follow(sessionId, {
    changed: (update) => Y.applyUpdate(doc, update),
    rebuilt: () => undefined,
  });
  const state = await house.notes.join(sessionId, epoch, seq);
  Y.applyUpdate(doc, state?.lacking(new Uint8Array()) ?? new Uint8Array());
  doc.clientID = clientId;

  const sends: TestWriter['sends'] = async (...updates) => {
    const result = await act(caller, 'notes:write', { sessionId, clientId, epoch, updates });
    return result.ok ? null : result.refusal.code;
  };
  return {
    doc,
    clientId,
    epoch,
    get text() {
      return readNotes(doc);
    },
    async writes(at, insert, remove = 0) {
      const made: Uint8Array[] = [];
      const note = (update: Uint8Array): number => made.push(update);
      doc.on('update', note);
      writeSplice(doc, { at, remove, insert });
      doc.off('update', note);
      return sends(...made);
    },
    sends,
    stop,
  };
}
