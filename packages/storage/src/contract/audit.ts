import { describe, expect, test } from 'vitest';
import { eachStore, type OpenStore } from './fixtures.ts';

export function describeAudit(name: string, openStore: OpenStore): void {
  describe(`audit (${name})`, () => {
    const store = eachStore(openStore);

    test('the newest lines come first, as many as asked for', async () => {
      const line = (id: string, at: number) => ({
        id,
        at,
        staffId: 'ann',
        action: 'door:set',
        subjectId: null,
        sessionId: 's',
      });
      for (const [id, at] of [['a', 1], ['c', 3], ['b', 2]] as const)
        await store().audit.add(line(id, at)); // prettier-ignore
      expect(await store().audit.recent(2)).toEqual([line('c', 3), line('b', 2)]);
    });
  });
}
