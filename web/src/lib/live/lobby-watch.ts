import { PROTOCOL_VERSION, SOCKET_PATH, type Handshake, type ServerEvents } from '@canopy/protocol';
import { io, type Socket } from 'socket.io-client';
import { ShiftKnock } from '../room/shift-knock.ts';

// The lobby's whole script, a page of its own for old phones: no framework. It waits for staff to let
// this seat in and goes to the room by itself; everything else on the page works without it.
const AGAIN_MS = 2_000;

const cover = document.querySelector<HTMLDialogElement>('dialog[data-covered]');
const title = document.title;
function setCovered(on: boolean): void {
  document.title = on ? (cover?.dataset['covered'] ?? '') : title;
  if (on && cover?.open === false) cover.showModal();
  if (!on) cover?.close();
}
document.querySelector('[data-cover]')?.addEventListener('click', () => setCovered(true));
document.querySelector('[data-uncover]')?.addEventListener('click', () => setCovered(false));
// A nervous key press must not uncover.
cover?.addEventListener('cancel', (event) => event.preventDefault());
const knock = new ShiftKnock();
addEventListener('keydown', ({ key, repeat }) => {
  if (knock.press(key, Date.now(), repeat)) setCovered(true);
});

/** The server knows why somebody may not wait here any more, and has the words for it. */
const lookAgain = (): unknown =>
  setTimeout(() => location.reload(), AGAIN_MS * (1 + Math.random()));

const { session = '', room = '/' } =
  document.querySelector<HTMLElement>('[data-session]')?.dataset ?? {};
const handshake: Handshake = {
  version: PROTOCOL_VERSION,
  sessionId: session,
  as: 'seat',
};
const socket: Socket<ServerEvents> = io({
  path: SOCKET_PATH,
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  auth: handshake,
  randomizationFactor: 0.5,
});
const say = (state: string): string => (document.documentElement.dataset['live'] = state);
socket.on('seat:changed', (seat) => {
  if (seat.state === 'admitted') location.replace(room);
});
socket.on('room:ended', () => location.reload());
socket.on('connect', () => say('connected'));
socket.on('disconnect', () => {
  say('reconnecting');
  if (!socket.active) lookAgain();
});
socket.on('connect_error', () => {
  if (!socket.active) lookAgain();
});
