import { big } from './big.ts';
import type { Scenario } from './scenario.ts';
import { session } from './session.ts';

const named = { session, big } as const;
export type ScenarioName = keyof typeof named;
export const SCENARIOS: Readonly<Record<ScenarioName, Scenario>> = named;
export const SCENARIO_NAMES = Object.keys(named) as ScenarioName[];
