import { fork } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { RoundNews, RoundOrder } from './round.ts';
import type { Figures } from './scenarios/scenario.ts';
import { SCENARIOS, type ScenarioName } from './scenarios/scenarios.ts';
import type { ServerName } from './servers/servers.ts';

const program = fileURLToPath(new URL('round.ts', import.meta.url));
const OTHERS_MAX_CORES = 0.5;

export type Done = {
  scenario: ScenarioName;
  server: ServerName;
  round: number;
  /** Null = it failed; the reason was printed. */
  figures: Figures | null;
  /** Somebody else used this machine meanwhile. */
  disturbed: boolean;
};

export type Wanted = {
  only: readonly ScenarioName[];
  rounds: number;
  quick: boolean;
  /** Without peers only Canopy is measured. */
  peers: boolean;
};

/** Every round of every scenario, one after the other, servers forwards and backwards in turn. */
export async function runAll(wanted: Wanted): Promise<Done[]> {
  const orders = ordersFor(wanted);
  const done: Done[] = [];
  for (const [n, order] of orders.entries()) {
    const secondsLeft = orders.slice(n).reduce((sum, one) => sum + secondsOf(one), 0);
    const where = `[${n + 1}/${orders.length}] ${order.scenario} · ${order.server} · round ${order.round + 1}`;
    const line = progress(where, secondsLeft);
    const figures = await runOne(order, line.say);
    const others = figures?.otherCores ?? 0;
    const disturbed = others > OTHERS_MAX_CORES;
    line.end(
      figures === null
        ? 'failed'
        : disturbed
          ? `disturbed: others used ${others.toFixed(1)} cores`
          : 'done',
    );
    const { scenario, server, round } = order;
    done.push({ scenario, server, round, figures, disturbed });
  }
  return done;
}

type Order = RoundOrder & { round: number };

function ordersFor({ only, rounds, quick, peers }: Wanted): Order[] {
  return only.flatMap((scenario) => {
    const { servers, quickServers, maxRounds } = SCENARIOS[scenario];
    const all = (quick ? quickServers : servers).filter((name) => peers || name === 'canopy');
    return Array.from({ length: Math.min(rounds, maxRounds ?? rounds) }, (_, round) => {
      const inTurn = round % 2 === 0 ? all : [...all].reverse();
      return inTurn.map((server) => ({ scenario, server, quick, round }));
    }).flat();
  });
}

const secondsOf = ({ scenario, quick }: Order): number =>
  SCENARIOS[scenario].seconds[quick ? 'quick' : 'full'];

/** A round that hangs ends as a failure: no bench runs for ever. */
function runOne(order: Order, say: (doing: string, leftMs: number | null) => void) {
  return new Promise<Figures | null>((resolve) => {
    const child = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    let figures: Figures | null = null;
    const late = setTimeout(
      () => {
        process.stdout.write('\nthis round took far too long and was stopped\n');
        child.kill('SIGTERM');
      },
      Math.max(90, secondsOf(order) * 8) * 1000,
    );
    child.on('message', (news: RoundNews) => {
      if ('doing' in news) say(news.doing, news.leftMs);
      else if ('figures' in news) ({ figures } = news);
      else process.stdout.write(`\n${news.failed}\n`);
    });
    child.on('exit', () => {
      clearTimeout(late);
      resolve(figures);
    });
    child.send(order satisfies RoundOrder);
  });
}

/** On a terminal one line that counts down; in a file one line at each step. */
function progress(where: string, secondsLeft: number) {
  const live = process.stdout.isTTY;
  const startedAt = performance.now();
  let doing = 'starting';
  let stepEndsAt: number | null = null;
  const text = (): string => {
    const left = stepEndsAt === null ? 0 : Math.ceil((stepEndsAt - performance.now()) / 1000);
    const all = Math.max(0, secondsLeft - (performance.now() - startedAt) / 1000);
    return `${where} · ${doing}${left > 0 ? `, ${left} s left` : ''} · all: about ${spanOf(all)}`;
  };
  const show = (): void => void process.stdout.write(live ? `\r\x1b[K${text()}` : `${text()}\n`);
  const timer = live ? setInterval(show, 500) : undefined;
  return {
    say(what: string, leftMs: number | null) {
      doing = what;
      stepEndsAt = leftMs === null ? null : performance.now() + leftMs;
      show();
    },
    end(how: string) {
      clearInterval(timer);
      process.stdout.write(`${live ? '\r\x1b[K' : ''}${where} · ${how}\n`);
    },
  };
}

const spanOf = (seconds: number): string =>
  seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
