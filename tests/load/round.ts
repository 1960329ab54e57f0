import process from 'node:process';
import type { Figures } from './scenarios/scenario.ts';
import { SCENARIOS, type ScenarioName } from './scenarios/scenarios.ts';
import type { ServerName } from './servers/servers.ts';

// One round in a process of its own: the generator, which starts the server it measures. A fresh one
// each time, so that no round inherits another's heap.

export type RoundOrder = { scenario: ScenarioName; server: ServerName; quick: boolean };
export type RoundNews =
  { doing: string; leftMs: number | null } | { figures: Figures } | { failed: string };

const tell = (news: RoundNews): void => void process.send?.(news);

process.once('message', (order: RoundOrder) => {
  const { scenario, server, quick } = order;
  SCENARIOS[scenario]
    .measure({ server, quick, say: (doing, leftMs) => tell({ doing, leftMs: leftMs ?? null }) })
    .then(
      (figures) => tell({ figures }),
      (error: unknown) =>
        tell({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
    .finally(() => process.disconnect?.());
});
