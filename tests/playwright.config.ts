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

const LONG_SESSION = /quarterly-session\.spec\.ts$/;
const SESSIONS = /(youth-panel|two-hosts)\.spec\.ts$/;

export default defineConfig({
  testDir: './e2e',
  testMatch: '**/*.spec.ts',
  // No second chance: a promise kept on the second try is not kept.
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
  // Whole sessions fill many browsers and promise seconds, so the pages do not run beside them. Runs of
  // their own and not dependencies: a session that fails must not keep a page from being tried. Each has
  // a folder of its own, for a run clears its folder when it starts.
  projects: [
    {
      name: 'pages',
      testIgnore: [SESSIONS, LONG_SESSION],
      outputDir: '../test-results/pages',
    },
    { name: 'sessions', testMatch: SESSIONS, outputDir: '../test-results/sessions' },
    { name: 'long-session', testMatch: LONG_SESSION, outputDir: '../test-results/long-session' },
  ],
  use: {
    browserName: 'chromium',
    launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), args },
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
