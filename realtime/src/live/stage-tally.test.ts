import { describe, expect, test } from 'vitest';
import { StageTally, type Standing, type Window } from './stage-tally.ts';

const HEART = '2764';
const LEAF = 'l'.repeat(20);

/** A database that two hosts count into, which can lose the answer to what it has committed. */
class Database {
  readonly rows = new Map<string, number>();
  readonly seen = new Set<string>();
  mood: 'well' | 'gone' | 'mute' = 'well';

  write = async ({ id, counts }: Window): Promise<readonly Standing[]> => {
    await Promise.resolve();
    if (this.mood === 'gone') throw new Error('no connection');
    if (!this.seen.has(id))
      for (const [leafId, codes] of counts)
        for (const [code, n] of Object.entries(codes)) {
          const key = `${leafId ?? ''}:${code}`;
          this.rows.set(key, (this.rows.get(key) ?? 0) + n);
        }
    this.seen.add(id);
    if (this.mood === 'mute') throw new Error('connection lost while committing');
    return this.read();
  };
  read = (): readonly Standing[] =>
    [...this.rows].map(([key, n]): Standing => {
      const [leafId = '', code = ''] = key.split(':');
      return [leafId === '' ? null : leafId, code, n];
    });
}

let ids = 0;
const newId = (): string => `window ${(ids += 1)}`;
const shown = (tally: StageTally): number => tally.takeBurst().totals[HEART] ?? 0;

describe('one stage counted on two hosts', () => {
  test('both show the same, whoever saves first and however often they hear of it', async () => {
    const db = new Database();
    const [a, b] = [new StageTally('s', 't'), new StageTally('s', 't')];
    for (let n = 0; n < 3; n += 1) a.add(null, HEART);
    for (let n = 0; n < 4; n += 1) b.add(null, HEART);
    const fromA = await a.save(newId, db.write);
    const fromB = await b.save(newId, db.write);
    for (const heard of [fromB, fromA, fromB, db.read()]) a.learn(heard);
    for (const heard of [fromA, fromA]) b.learn(heard);
    expect([shown(a), shown(b)]).toEqual([7, 7]);
  });

  test('a tap shows at once, before it is saved, and is not shown twice when it is', async () => {
    const db = new Database();
    const a = new StageTally('s', 't');
    a.add(null, HEART);
    expect(shown(a)).toBe(1);
    const saving = a.save(newId, db.write);
    a.add(null, HEART);
    expect(shown(a)).toBe(2);
    await saving;
    expect(shown(a)).toBe(2);
    await a.save(newId, db.write);
    expect([shown(a), db.rows.get(`:${HEART}`)]).toEqual([2, 2]);
  });

  test('what another host saved on top of ours while our answer was on its way is not added to ours', async () => {
    const db = new Database();
    const [a, b] = [new StageTally('s', 't'), new StageTally('s', 't')];
    a.add(null, HEART);
    b.add(null, HEART);
    let answer = (): void => undefined;
    const slow = async (window: Window): Promise<readonly Standing[]> => {
      const standing = await db.write(window);
      await new Promise<void>((done) => (answer = done));
      return standing;
    };
    const saving = a.save(newId, slow);
    await Promise.resolve();
    await Promise.resolve();
    a.learn(await b.save(newId, db.write));
    expect(shown(a)).toBe(1);
    answer();
    await saving;
    expect(shown(a)).toBe(2);
  });

  test('a window whose commit was never answered is sent again and counted once', async () => {
    const db = new Database();
    const a = new StageTally('s', 't');
    a.add(null, HEART);
    a.add(LEAF, HEART);
    db.mood = 'mute';
    await expect(a.save(newId, db.write)).rejects.toThrow();
    db.mood = 'gone';
    await expect(a.save(newId, db.write)).rejects.toThrow();
    a.add(null, HEART);
    expect(shown(a)).toBe(2);
    db.mood = 'well';
    await a.save(newId, db.write);
    await a.save(newId, db.write);
    expect(a.hasUnsaved).toBe(false);
    expect(db.rows.get(`:${HEART}`)).toBe(2);
    expect(db.rows.get(`${LEAF}:${HEART}`)).toBe(1);
    expect(a.takeBurst()).toMatchObject({
      totals: { [HEART]: 2 },
      leafTotals: { [LEAF]: { [HEART]: 1 } },
    });
  });

  test('what was counted before is added once, and read again when the reading failed', async () => {
    const db = new Database();
    db.rows.set(`:${HEART}`, 5);
    const a = new StageTally('s', 't');
    a.add(null, HEART);
    await expect(a.seed(() => Promise.reject(new Error('no connection')))).rejects.toThrow();
    await a.seed(async () => db.read());
    await a.seed(async () => db.read());
    expect(shown(a)).toBe(6);
    await a.save(newId, db.write);
    expect(shown(a)).toBe(6);
  });

  test('each new tap is told as fresh once, here and on the other host', async () => {
    const db = new Database();
    const [a, b] = [new StageTally('s', 't'), new StageTally('s', 't')];
    a.add(null, HEART);
    b.learn(await a.save(newId, db.write), [[HEART, 1]]);
    expect(a.takeBurst().fresh).toEqual({ [HEART]: 1 });
    expect(b.takeBurst().fresh).toEqual({ [HEART]: 1 });
    expect(b.takeBurst().fresh).toEqual({});
    b.learn(db.read());
    expect(b.hasNews).toBe(false);
  });
});
