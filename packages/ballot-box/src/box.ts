import { randomInt } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toText } from '@canopy/passes';
import { openAppDoor } from './door/app-door.ts';
import { openPeopleDoor } from './door/people-door.ts';
import { Faults } from './faults.ts';
import { changeLeaf, submitLeaf } from './leaves/submit-leaf.ts';
import { StageDesk } from './leaves/stage-desk.ts';
import type { BoxStore } from './store/box-store.ts';
import { castBallot } from './vote/cast-ballot.ts';
import { sealTogether } from './vote/seal-together.ts';
import { VoteDesk, type Clock } from './vote/vote-desk.ts';

export type Listener = { host: string; port: number };
export type BoxOptions = {
  store: BoxStore;
  /** Exactly these pages may send envelopes. */
  origins: readonly string[];
  /** What the app shows at its own door. */
  secret: string;
  clock?: Clock;
};
export type Box = {
  listen(people: Listener, app: Listener): Promise<{ people: number; app: number }>;
  close(): Promise<void>;
};

const monotonic: Clock = {
  now: () => performance.now(),
  later: (ms, work) => void setTimeout(work, ms).unref(),
};

export function buildBox({ store, origins, secret, clock = monotonic }: BoxOptions): Box {
  const faults = new Faults();
  const votes = new VoteDesk(store, clock);
  const stages = new StageDesk(store, (n) => randomInt(n));
  const seal = sealTogether(store.votes);

  const people = openPeopleDoor(
    {
      open: (envelope) => {
        switch (envelope.what) {
          case 'ballot':
            return castBallot(store.votes, seal, envelope);
          case 'leaf':
            return submitLeaf(store.stages, envelope);
          case 'change':
            return changeLeaf(store.stages, envelope);
        }
      },
      keyOf: async (id) => {
        const vote = await store.votes.find(id);
        if (vote !== null)
          return { key: toText(vote.key), state: (await votes.state(id)) ?? 'closed' };
        const stage = await store.stages.find(id);
        if (stage === null) return { refused: 'not-found' };
        return { key: toText(stage.key), state: stage.state === 'open' ? 'open' : 'closed' };
      },
    },
    origins,
    faults,
  );
  const app = openAppDoor({ votes, stages }, secret, faults);

  return {
    listen: async (forPeople, forApp) => ({
      people: await listen(people, forPeople),
      app: await listen(app, forApp),
    }),
    close: async () => {
      await Promise.all([end(people), end(app)]);
      await store.close();
    },
  };
}

function listen(server: Server, { host, port }: Listener): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

const CLOSE_WITHIN_MS = 2000;

/** What is being answered is answered; who sends half a request and waits is not waited for. */
function end(server: Server): Promise<void> {
  const late = setTimeout(() => {
    server.closeAllConnections();
  }, CLOSE_WITHIN_MS);
  return new Promise((resolve) => {
    const ended = (): void => {
      clearTimeout(late);
      resolve();
    };
    if (server.listening) server.close(ended);
    else ended();
  });
}
