import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

// `npm test` finds (or installs) a Chromium and names it; run by hand, Debian's place is tried.
const debianChromium = '/usr/bin/chromium';
const executablePath =
  process.env.CANOPY_CHROMIUM ?? (existsSync(debianChromium) ? debianChromium : undefined);

// Chromium refuses its sandbox to root, which is what containers and CI run as. The rest stops it
// from calling home: tests run on closed networks, and Canopy promises no third-party request.
const args = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--force-color-profile=srgb',
];

export default defineConfig({
  testDir: './e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  // Each promise is one whole session with up to ten browsers: one at a time on two cores, and no
  // second chance, because a promise kept on the second try is not kept.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 240_000,
  expect: { timeout: 10_000 },
  reporter: [
    ['list'],
    ...(process.env.PLAYWRIGHT_JSON_OUTPUT_FILE === undefined
      ? []
      : [['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE }] as const]),
  ],
  use: {
    browserName: 'chromium',
    launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), args },
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
