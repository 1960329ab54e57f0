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
  wire.connect();
  expect(connection.state).toBe('connected');
});

test('a line the server dropped is opened again after a while, not at once', () => {
  wire.connect();
  wire.lose(false);
  expect(wire.opens).toBe(0);
  vi.advanceTimersByTime(2_000);
  expect(wire.opens).toBe(1);
});

test('another version asks for a reload and stays so', () => {
  wire.refuse('reload-needed');
  wire.lose(false);
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
  wire.tell('room:ended', 'removed');
  wire.lose(false);
  vi.advanceTimersByTime(10_000);
  expect(connection).toMatchObject({ state: 'stopped', ended: 'removed' });
  expect(wire.opens).toBe(0);
  expect(await connection.send('seat:leave', {})).toBeNull();
});

test('a fault of the server at the door is tried again', () => {
  wire.refuse('unexpected');
  expect(connection.state).toBe('reconnecting');
  vi.advanceTimersByTime(2_000);
  expect(wire.opens).toBe(1);
});
