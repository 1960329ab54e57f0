import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { isStorageFault } from './storage-fault.ts';
import { makeTurns } from './turns.ts';

test('one turn goes one at a time in the order asked, another beside it', async () => {
  const inTurn = makeTurns(10_000);
  const happened: string[] = [];
  const work = (name: string, ms: number) => async () => {
    happened.push(`${name} in`);
    await wait(ms);
    happened.push(`${name} out`);
  };
  await Promise.all([
    inTurn('one', work('a', 40)),
    inTurn('one', work('b', 1)),
    inTurn('two', work('x', 1)),
    inTurn('one', work('c', 1)),
  ]);
  expect(happened.indexOf('x out')).toBeLessThan(happened.indexOf('a out'));
  expect(happened.filter((said) => !said.startsWith('x'))).toEqual([
    'a in',
    'a out',
    'b in',
    'b out',
    'c in',
    'c out',
  ]);
});

test('a throw goes to whoever asked, and the next has its turn', async () => {
  const inTurn = makeTurns(10_000);
  const failing = inTurn('one', () => Promise.reject(new Error('refused')));
  const next = inTurn('one', () => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('refused');
  expect(await next).toBe('done');
});

test('who has waited too long is sent away unrun, and takes nobody’s place', async () => {
  const inTurn = makeTurns(20);
  const letGo = Promise.withResolvers<undefined>();
  let ran = false;
  let alone = true;
  const first = inTurn('one', async () => {
    await letGo.promise;
    alone = false;
  });
  const late = inTurn('one', () => {
    ran = true;
    return Promise.resolve();
  });
  await expect(late).rejects.toSatisfy(isStorageFault);
  const last = inTurn('one', () => Promise.resolve(alone));
  letGo.resolve(undefined);
  await first;
  // It came after the one that was sent away, and still waited for the one that ran.
  expect(await last).toBe(false);
  expect(ran).toBe(false);
});
