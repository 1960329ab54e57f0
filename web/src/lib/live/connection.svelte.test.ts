import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Connection } from './connection.svelte.ts';
import { FakeWire } from './fake-wire.ts';

let wire: FakeWire;
let connection: Connection;
beforeEach(() => {
  vi.useFakeTimers();
  wire = new FakeWire();
  connection = new Connection(wire);
});
afterEach(() => vi.useRealTimers());

test('connects, loses the line, comes back', () => {
  expect(connection.state).toBe('connecting');
  wire.connect();
  expect(connection.state).toBe('connected');
  wire.lose();
  expect(connection.state).toBe('reconnecting');
  vi.advanceTimersByTime(1_000);
  expect(wire.opens).toBe(1);
  wire.connect();
  expect(connection.state).toBe('connected');
});

test('a page that was never connected goes on connecting', () => {
  wire.lose();
  expect(connection.state).toBe('connecting');
  vi.advanceTimersByTime(1_000);
  expect(wire.opens).toBe(1);
});

test('another version asks for a reload and stays so', () => {
  wire.refuse('reload-needed');
  wire.lose();
  connection.wake();
  vi.advanceTimersByTime(10_000);
  expect(connection.state).toBe('reload-needed');
  expect(wire.opens).toBe(0);
});

test.each([
  ['removed', 'removed'],
  ['session-closed', 'session-closed'],
  ['not-signed-in', 'signed-out'],
  ['not-allowed', 'refused'],
])('%s at the door stops it for good', (why, ended) => {
  wire.refuse(why);
  expect(connection).toMatchObject({ state: 'stopped', ended });
  expect(wire.closed).toBe(true);
});

test('removed while inside: stopped, and nothing more is sent', async () => {
  wire.connect();
  wire.say('room:ended', 'removed');
  wire.lose();
  connection.wake();
  vi.advanceTimersByTime(10_000);
  expect(connection).toMatchObject({ state: 'stopped', ended: 'removed' });
  expect(wire.opens).toBe(0);
  expect(await connection.send('seat:leave', {})).toBeNull();
});

test('a fault of the server at the door is tried again', () => {
  wire.connect();
  wire.lose();
  wire.refuse('unexpected');
  expect(connection.state).toBe('reconnecting');
  vi.advanceTimersByTime(2_000);
  expect(wire.opens).toBe(1);
});

test('a host that stops is sent nothing more, and shows nothing until the line falls', async () => {
  wire.connect();
  wire.say('host:stopping', undefined);
  expect(connection).toMatchObject({ state: 'connected', ready: false });
  expect(await connection.send('seat:leave', {})).toBeNull();
  wire.lose();
  wire.connect();
  expect(connection.ready).toBe(true);
});

test('awake or with signal again, a lost line is tried at once', () => {
  wire.connect();
  wire.lose();
  connection.wake();
  expect(wire.opens).toBe(1);
  vi.advanceTimersByTime(8_000);
  expect(wire.opens).toBe(1);
});

test('a line that slept and was not heard since is given up on waking; a fresh one is left alone', () => {
  wire.connect();
  connection.wake();
  expect(wire.opens).toBe(0);
  wire.fresh = false;
  connection.wake();
  expect(connection.state).toBe('reconnecting');
  expect(wire).toMatchObject({ opens: 1, closed: true });
});
