import { spawn } from 'node:child_process';
import { chownSync, closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StepFailed } from '../say.mjs';
import { freePort, listens } from './free-port.mjs';
import { guard } from './guard.mjs';

const TRIES = 5;
const READY_MS = 60_000;

/**
 * How one kind of server is run.
 * @typedef {object} Kind
 * @property {string} name
 * @property {string} scheme
 * @property {string} path what follows the port in its address
 * @property {string} user what stands before the host, with its @
 * @property {string} program
 * @property {(folder: string, port: number) => string[]} args
 * @property {(folder: string, port: number, pid: number) => Promise<boolean>} isReady
 * @property {'QUIT' | 'TERM'} quick the signal that ends it at once
 * @property {{ uid?: number, gid?: number }} account who runs it
 * @property {(folder: string) => Promise<void>} [prepare] once, before the first start
 */

/**
 * One server process of our own in a folder of its own, on a port of this machine alone. It and its
 * folder are gone when `stop` says so, and also when this process ends without a word.
 */
export class Service {
  #kind;
  #folder;
  #guard;
  #port = 0;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;

  /** @param {Kind} kind */
  constructor(kind) {
    this.#kind = kind;
    this.#folder = mkdtempSync(path.join(tmpdir(), `canopy-${kind.name.toLowerCase()}-`));
    const { uid, gid } = kind.account;
    if (uid !== undefined && gid !== undefined) chownSync(this.#folder, uid, gid);
    this.#guard = guard(kind.quick, this.#folder);
  }

  get url() {
    const { scheme, user, path: rest } = this.#kind;
    return `${scheme}://${user}127.0.0.1:${this.#port}${rest}`;
  }

  get port() {
    return this.#port;
  }

  /** Resolves when it answers. The first start picks the port; later ones keep it, and the data. */
  async start() {
    const first = this.#port === 0;
    if (first) await this.#kind.prepare?.(this.#folder);
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      if (first) this.#port = await freePort();
      if (await this.#run()) return;
      // Another program was quicker to the port, or what we killed has not let go of it yet.
      await wait(200 * attempt);
    }
    throw new StepFailed(`${this.#kind.name} did not start. It said: ${this.#lastWords()}`);
  }

  /**
   * Ends the process and keeps its data, as a crash (SIGKILL) or an orderly stop would.
   * @param {'SIGKILL' | 'SIGTERM' | 'SIGINT' | 'SIGQUIT'} [signal]
   */
  async kill(signal = 'SIGKILL') {
    const child = this.#child;
    if (child === undefined) return;
    child.ref();
    const ended = new Promise((resolve) => child.once('close', resolve));
    const helpers = signal === 'SIGKILL' ? childrenOf(child.pid) : [];
    child.kill(signal);
    // A crash takes Postgres's helpers too: left alone they finish what they were at, port and all.
    for (const pid of helpers) killQuietly(pid);
    await ended;
    while (await listens(this.#port)) await wait(20);
  }

  /** The same data on the same port again, killed first if it still runs. */
  async restart() {
    await this.kill();
    await this.start();
  }

  /** Ends it and removes its folder. */
  async stop() {
    await this.#guard.finish();
  }

  /** @returns {Promise<boolean>} false = it ended before it was ready */
  async #run() {
    const { program, args, account, isReady } = this.#kind;
    const log = openSync(path.join(this.#folder, 'log'), 'a');
    const child = spawn(program, args(this.#folder, this.#port), {
      ...account,
      cwd: this.#folder,
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    child.unref();
    this.#child = child;
    this.#guard.watch(child.pid);
    const gone = () => {
      if (this.#child !== child) return;
      this.#child = undefined;
      this.#guard.watch(undefined);
    };
    child.once('error', gone);
    child.once('close', gone);
    const until = Date.now() + READY_MS;
    while (this.#child === child && Date.now() < until) {
      if (child.pid !== undefined && (await isReady(this.#folder, this.#port, child.pid)))
        return true;
      await wait(20);
    }
    await this.kill();
    return false;
  }

  #lastWords() {
    return readFileSync(path.join(this.#folder, 'log'), 'utf8')
      .trim()
      .split('\n')
      .slice(-3)
      .join(' / ');
  }
}

/** @param {number | undefined} pid */
function childrenOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .split(' ')
      .filter(Boolean)
      .map(Number);
  } catch {
    return [];
  }
}

function killQuietly(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone by itself.
  }
}
