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

async function vitest(name, args, filters, timeLimitMs) {
  const { env } = await services();
  const report = path.join(reports, `${name}.json`);
  const code = await tool(
    ['vitest', 'vitest.mjs'],
    ['run', '--passWithNoTests', ...args].concat(
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      filters,
    ),
    { env, timeLimitMs },
  );
  return fromVitest(report, code) ?? noReport('vitest');
}

const unit = (filters) =>
  vitest('unit', ['--project=!faults*', '--project=!hosts'], filters, minutes(8));

const hosts = (filters) => vitest('hosts', ['--project=hosts'], filters, minutes(8));

function faults(filters) {
  const isLong = process.env.CANOPY_FAULTS === 'long';
  return vitest('faults', ['--project=faults*'], filters, minutes(isLong ? 300 : 10));
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
  // The sessions promise seconds, so the pages wait for them. Not for the longest: it stands still for
  // two minutes while a phone has no signal, and the pages use the time.
  const longest = project('long-session', 1);
  const sessions = await project('sessions', 1);
  return sum([sessions, ...(await Promise.all([project('pages', 2), longest]))]);
}

function noReport(runner) {
  throw new StepFailed(`${runner} ended without a report, which counts as one failure.`);
}

/**
 * `after`: the suites it waits for, when they run at all. `tests`: whether a filter narrows it.
 *
 * Two cores are kept busy and no more: what computes (the gates, then the quick tests, then browsers)
 * goes on beside what mostly waits for hosts to heal.
 */
export const suites = [
  { name: 'format', tests: false, after: [], suite: format },
  // First: some tests start the real host, which serves the built pages, and it writes the page types.
  { name: 'build', tests: false, after: [], suite: build },
  { name: 'lint', tests: false, after: ['build'], suite: lint },
  { name: 'types', tests: false, after: ['build'], suite: types },
  { name: 'hosts', tests: true, after: ['build'], suite: hosts },
  { name: 'faults', tests: true, after: ['build'], suite: faults },
  { name: 'unit', tests: true, after: ['format', 'lint', 'types'], suite: unit },
  { name: 'e2e', tests: true, after: ['unit', 'hosts'], suite: e2e },
];
