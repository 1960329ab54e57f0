import { big } from './big.ts';
import { coldJoin } from './cold-join.ts';
import { cost, costShared } from './cost.ts';
import { drag } from './drag.ts';
import { durability } from './durability.ts';
import { event } from './event.ts';
import { hundred } from './hundred.ts';
import { memory } from './memory.ts';
import { reactions } from './reactions.ts';
import { saturate } from './saturate.ts';
import type { Scenario } from './scenario.ts';
import { session } from './session.ts';
import { storm } from './storm.ts';

const named = {
  session,
  big,
  drag,
  saturate,
  'cold-join': coldJoin,
  storm,
  memory,
  reactions,
  durability,
  event,
  hundred,
  cost,
  'cost-shared': costShared,
} as const;
export type ScenarioName = keyof typeof named;
export const SCENARIOS: Readonly<Record<ScenarioName, Scenario>> = named;
export const SCENARIO_NAMES = Object.keys(named) as ScenarioName[];

/** What each part of a host costs, for docs/scaling.md: no goals, nobody beside it, measured when asked for. */
const OF_SCALING: readonly ScenarioName[] = ['cost', 'cost-shared'];
export const BESIDE_PEERS = SCENARIO_NAMES.filter((name) => !OF_SCALING.includes(name));
