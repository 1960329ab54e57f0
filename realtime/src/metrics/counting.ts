import { REFUSALS } from '@canopy/domain';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { HostMeters } from './host-meters.ts';

/** From half a millisecond to the point where a browser gives up and sends again. */
const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const COMMANDS = [1, 2, 4, 8, 16, 32, 64, 128];

/**
 * Counts what it is told. The one label, the code of a refusal, is a closed set and begins at zero:
 * a label that could hold an id would keep who was here for as long as the numbers are kept.
 */
export function countInto(registry: Registry): HostMeters {
  const registers = [registry];
  const histogram = (name: string, help: string, buckets: number[]): Histogram =>
    new Histogram({ name, help, buckets, registers });
  const counter = (name: string, help: string): Counter => new Counter({ name, help, registers });

  const saved = histogram(
    'canopy_command_seconds',
    'From a command being heard to its being committed. Its count is the commands saved.',
    SECONDS,
  );
  const broadcast = histogram(
    'canopy_broadcast_seconds',
    'From a commit to the board change being on its way to its readers.',
    SECONDS,
  );
  const committed = histogram(
    'canopy_commit_commands',
    'Commands in one database transaction. Its count is the transactions.',
    COMMANDS,
  );
  const refusals = new Counter({
    name: 'canopy_refusals_total',
    help: 'Times somebody was told no, by the reason they were given.',
    labelNames: ['code'],
    registers,
  });
  for (const code of REFUSALS) refusals.inc({ code }, 0);
  const returns = counter(
    'canopy_returns_total',
    'People back within two minutes of their last connection ending.',
  );
  const reactions = counter('canopy_reactions_total', 'Reactions counted.');
  const snapshots = counter('canopy_snapshots_total', 'Boards written whole.');
  const bugs = counter('canopy_bugs_total', 'Things that threw and should not have; see the log.');

  return {
    saved: (ms) => saved.observe(ms / 1000),
    broadcast: (ms) => broadcast.observe(ms / 1000),
    committed: (commands) => committed.observe(commands),
    refused: (code) => refusals.inc({ code }),
    cameBack: () => returns.inc(),
    reactionCounted: () => reactions.inc(),
    snapshotWritten: () => snapshots.inc(),
    bug: () => bugs.inc(),
  };
}
