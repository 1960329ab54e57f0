import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// Postgres and Redis for the tests that speak to them; `npm test` has started them already.
const globalSetup = './setup/services/for-vitest.mjs';

const isLong = process.env.CANOPY_FAULTS === 'long';

/** Cases that hold Canopy to seconds: beside other cases they would measure those. */
const faultsByTheClock = [
  'tests/faults/process/f1-kill-nine.test.ts',
  'tests/faults/process/f7-locked.test.ts',
  'tests/faults/process/f10-restart-storm.test.ts',
  'tests/faults/input/b3-gaps.test.ts',
  'tests/faults/input/b14-flood.test.ts',
  'tests/faults/input/b15-idle.test.ts',
  'tests/faults/network/n8-redis-killed.test.ts',
];

const faults = {
  environment: 'node' as const,
  isolate: false,
  globalSetup: [globalSetup, 'tests/faults/print-counts.ts'],
  testTimeout: isLong ? 3_600_000 : 120_000,
  hookTimeout: 60_000,
};

// `isolate: false`: files share their worker's modules, which saves the third of the time that went into
// loading them again. No module of ours keeps state of its own for a test to trip over.
export default defineConfig({
  test: {
    // Two cores: one worker more than that only makes the slow files slower.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'packages',
          environment: 'node',
          isolate: false,
          globalSetup,
          include: ['packages/*/src/**/*.test.ts'],
          testTimeout: 10_000,
        },
      },
      {
        // Real servers on port 0 and real files on disk.
        test: {
          name: 'host',
          environment: 'node',
          isolate: false,
          globalSetup,
          include: ['realtime/src/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        // Without the SvelteKit plugin on purpose: what is tested here is our own classes and
        // components, and whole pages are Playwright's work.
        plugins: [svelte({ configFile: false })],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'web',
          environment: 'happy-dom',
          isolate: false,
          include: ['web/src/**/*.test.ts'],
          testTimeout: 10_000,
        },
      },
      {
        test: {
          name: 'house',
          environment: 'node',
          globalSetup,
          include: ['tests/*.test.ts', 'tests/{linker,support,load}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Several real hosts at once: one file after the other, or they would time each other.
        test: {
          name: 'hosts',
          environment: 'node',
          isolate: false,
          globalSetup,
          include: ['tests/hosts/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        // `pnpm faults` runs this project and the next. Most of these wait for a host to notice, to heal
        // or to come back: three of them keep a core busy. At full length each has the cores for hours.
        test: {
          ...faults,
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          exclude: faultsByTheClock,
          maxWorkers: isLong ? 1 : 3,
          maxConcurrency: 10,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...faults,
          name: 'faults-by-the-clock',
          include: faultsByTheClock,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
