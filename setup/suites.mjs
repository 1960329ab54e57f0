import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildWeb } from './build-web.mjs';
import { findChromium } from './find-chromium.mjs';
import { pinnedNode, place } from './places.mjs';
import { run } from './run.mjs';
import { say, StepFailed } from './say.mjs';
import { startTestServices } from './services/test-services.mjs';
import { fromPlaywright, fromVitest, oneCheck, sum, tally } from './tally.mjs';

// A suite that hangs must end as a failure with a sentence, not as a job somebody has to kill.
const minutes = (count) => count * 60_000;

const reports = mkdtempSync(path.join(tmpdir(), 'canopy-test-'));

/** Runs one of the project's tools on the pinned Node, without a shell or a package manager between. */
async function tool(script, args, options = {}) {
  const result = await run(pinnedNode(), [place('node_modules', ...script), ...args], options);
  if (result.tooLong) say(`stopped after ${options.timeLimitMs / 60_000} minutes`);
  return result.code;
}

const HEAD_START_MS = 100_000;

const limit = { timeLimitMs: minutes(5) };

async function format() {
  const args = ['--check', '--log-level', 'warn', '--cache', '.'];
  return oneCheck((await tool(['prettier', 'bin', 'prettier.cjs'], args, limit)) === 0);
}

// ESLint and svelte-check read the page types that SvelteKit writes, so both wait for this. Once: they
// run side by side, and two writers of the same files would trip each other.
let written;
const pageTypes = () => (written ??= run(process.execPath, [place('setup', 'prepare.mjs')], limit));

async function lint() {
  await pageTypes();
  return oneCheck(
    (await tool(['eslint', 'bin', 'eslint.js'], ['--max-warnings', '0', '.'], limit)) === 0,
  );
}

const compile = (project, memory) => {
  const remembered = place('node_modules', '.cache', 'tsc', `${memory}.json`);
  const args = ['-p', project, '--incremental', '--tsBuildInfoFile', remembered];
  return tool(['typescript', 'bin', 'tsc'], args, limit);
};

async function types() {
  const codes = [
    await compile('tsconfig.json', 'rooms'),
    await compile('tests/tsconfig.json', 'tests'),
  ];
  if (existsSync(place('web', 'tsconfig.json'))) {
    await pageTypes();
    const script = ['..', 'web', 'node_modules', 'svelte-check', 'bin', 'svelte-check'];
    const args = ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'];
    codes.push(await tool(script, args, { cwd: place('web'), ...limit }));
  }
  return oneCheck(codes.every((code) => code === 0));
}

// Once: the tests of the rooms and those in browsers use the same two servers.
let started;
const services = () => (started ??= startTestServices());

/** Ends what the suites started. They end without this too, when this process does. */
export async function endServices() {
  if (started === undefined) return;
  const running = await started.catch(() => undefined);
  await running?.stop();
}

async function unit(filters) {
  const { env } = await services();
  const report = path.join(reports, 'vitest.json');
  const args = ['run', '--passWithNoTests', '--reporter=default', '--reporter=json'];
  const code = await tool(
    ['vitest', 'vitest.mjs'],
    [...args, '--project=!faults', `--outputFile.json=${report}`, ...filters],
    { env, timeLimitMs: minutes(8) },
  );
  return fromVitest(report, code) ?? noReport('vitest');
}

/** One worker: each case measures what a host does while it is being hurt, and wants the cores. */
async function faults(filters) {
  const { env } = await services();
  const report = path.join(reports, 'faults.json');
  const isLong = process.env.CANOPY_FAULTS === 'long';
  const code = await tool(
    ['vitest', 'vitest.mjs'],
    ['run', '--project=faults', '--maxWorkers=1', '--passWithNoTests'].concat(
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      filters,
    ),
    { env, timeLimitMs: minutes(isLong ? 300 : 10) },
  );
  return fromVitest(report, code) ?? noReport('vitest');
}

async function build() {
  await buildWeb();
  return tally();
}

async function e2e(filters) {
  // Also when it runs alone: a promise must not be tried on yesterday's pages.
  await buildWeb();
  const chromium = await findChromium();
  const { env } = await services();
  const project = async (name, workers) => {
    const report = path.join(reports, `playwright-${name}.json`);
    const code = await tool(
      ['@playwright', 'test', 'cli.js'],
      ['test', '-c', 'tests/playwright.config.ts', '--pass-with-no-tests', ...filters].concat(
        `--project=${name}`,
        `--workers=${workers}`,
      ),
      {
        env: { ...env, CANOPY_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
        timeLimitMs: minutes(12),
      },
    );
    return fromPlaywright(report, code) ?? noReport('Playwright');
  };
  // The whole sessions begin alone, for they promise seconds. After that the longest of them waits two
  // minutes for a phone without signal, and the pages use the time.
  const sessions = project('sessions', 2);
  await Promise.race([sessions, new Promise((done) => setTimeout(done, HEAD_START_MS))]);
  return sum(await Promise.all([sessions, project('pages', 1)]));
}

function noReport(runner) {
  throw new StepFailed(`${runner} ended without a report, which counts as one failure.`);
}

/**
 * In the order they run: the quickest to tell you something first. `tests`: whether a filter narrows
 * it. `reads`: it only reads the tree, so such suites run side by side. `beside`: runs beside that one.
 */
export const suites = [
  { name: 'format', tests: false, reads: true, suite: format },
  { name: 'lint', tests: false, reads: true, suite: lint },
  { name: 'types', tests: false, reads: true, suite: types },
  // Before the tests: some of them start the real host, which serves the built pages.
  { name: 'build', tests: false, suite: build },
  { name: 'unit', tests: true, suite: unit },
  // Mostly waiting for what it has hurt to heal: it has room beside the quick ones.
  { name: 'faults', tests: true, beside: 'unit', suite: faults },
  { name: 'e2e', tests: true, suite: e2e },
];
