import { randomBytes } from 'node:crypto';
import { makeId } from '@canopy/domain';
import { describe, expect, test } from 'vitest';
import { until } from '../testing/test-socket.ts';
import type { BusMessage } from './messages.ts';
import { BusWithSpare, type SpareLine } from './bus-with-spare.ts';
import { busContract, OUR_SECRET } from './contract/bus.ts';
import { MemoryLine } from './memory-bus.ts';

/** A spare line for everybody in this process, which can be cut, and counts who has it open. */
class Spare {
  readonly ears = new Set<(bytes: Uint8Array) => void>();
  cut = false;
  said = 0;

  readonly open = (hear: (bytes: Uint8Array) => void): SpareLine => {
    this.ears.add(hear);
    return {
      say: (bytes) => {
        this.said += 1;
        if (!this.cut) setImmediate(() => this.shout(bytes));
      },
      renew: () => undefined,
      close: async () => void this.ears.delete(hear),
    };
  };
  shout(bytes: Uint8Array): void {
    if (!this.cut) for (const hear of this.ears) hear(bytes);
  }
}

function host(line: MemoryLine, spare: Spare): BusWithSpare {
  const ear = {
    hostId: makeId((n) => randomBytes(n)),
    secret: OUR_SECRET,
    onBug: () => undefined,
  };
  return new BusWithSpare({ ...ear, main: line.join(ear), open: spare.open });
}

busContract('a bus whose main line is gone, by its spare', async () => {
  const [line, spare] = [new MemoryLine(), new Spare()];
  line.cut();
  const [a, b] = [host(line, spare), host(line, spare)];
  await until(() => a.state === 'up' && b.state === 'up');
  // What coming up brought with it is over by then.
  await new Promise((done) => setTimeout(done, 250));
  return {
    a,
    b,
    cut: async () => void (spare.cut = true),
    mend: async () => void (spare.cut = false),
    shout: async (bytes) => spare.shout(Buffer.concat([Buffer.of(1), bytes])),
    close: async () => {
      await a.close();
      await b.close();
    },
  };
});

describe('a bus with a spare line', () => {
  const room: BusMessage = {
    kind: 'announcement',
    announcement: { what: 'room', sessionId: 'a'.repeat(20) },
  };

  test('uses it while the main one is away and at no other time, and each word is heard once', async () => {
    const [line, spare] = [new MemoryLine(), new Spare()];
    const [a, b] = [host(line, spare), host(line, spare)];
    const heard: BusMessage[] = [];
    const states: string[] = [];
    b.hear((message) => heard.push(message));
    a.onState((state) => states.push(state));
    a.publish(room);
    await until(() => heard.length === 1);
    expect([spare.ears.size, spare.said]).toEqual([0, 0]);

    line.cut();
    await until(() => a.state === 'up' && b.state === 'up');
    a.publish(room);
    await until(() => heard.length === 2);
    let backs = 0;
    a.onBack(() => (backs += 1));

    line.mend();
    expect([a.state, spare.ears.size]).toEqual(['up', 0]);
    const { said } = spare;
    a.publish(room);
    await until(() => heard.length === 3 && backs === 1);
    expect(spare.said).toBe(said);
    // It was never both up and silent about it: down once, and back by the spare.
    expect(states).toEqual(['down', 'up']);
    await Promise.all([a.close(), b.close()]);
  });

  test('whose spare is gone too says that it is down', async () => {
    const [line, spare] = [new MemoryLine(), new Spare()];
    const a = host(line, spare);
    line.cut();
    await until(() => a.state === 'up');
    spare.cut = true;
    await until(() => a.state === 'down', 5_000);
    a.publish(room);
    spare.cut = false;
    await until(() => a.state === 'up', 5_000);
    await a.close();
    expect(spare.ears.size).toBe(0);
  });
});
