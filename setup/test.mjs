// `npm test`: every gate in one command, every suite run whatever the one before it said, one last
// line that people and CI read.
//   npm test                        everything
//   npm test -- quarterly           only tests in files whose path holds "quarterly"
//   npm test -- --only=format,unit  only these suites
//   npm test -- --only=faults --long  the faults at full length, which takes hours
import { install } from './install.mjs';
import { conclude, elapsed, say, StepFailed } from './say.mjs';
import { endServices, suites } from './suites.mjs';
import { inWords, sum, tally } from './tally.mjs';

function chosenSuites(args, filters) {
  const names = suites.map(({ name }) => name);
  const only = args.find((arg) => arg.startsWith('--only='))?.slice('--only='.length);
  if (only === undefined) {
    // A filter is someone working on one thing: whole-tree gates would only make them wait.
    return filters.length === 0
      ? suites
      : suites.filter(({ name, tests }) => tests || name === 'build');
  }
  const wanted = only.split(',').filter(Boolean);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined || wanted.length === 0) {
    throw new StepFailed(
      `There is no suite "${unknown ?? ''}". The suites are ${names.join(', ')}.`,
    );
  }
  return suites.filter(({ name }) => wanted.includes(name));
}

async function runSuite({ name, suite }, filters) {
  process.stdout.write(`\n── ${name} ──\n`);
  const startedAt = Date.now();
  let counted;
  try {
    counted = await suite(filters);
  } catch (error) {
    say(error instanceof StepFailed ? error.message : `${name} stopped: ${error.stack}`);
    counted = tally(0, 1);
  }
  say(`${name}: ${inWords(counted)} (${elapsed(startedAt)})`);
  return counted;
}

/** `ended`: the suites before it in the list, by name. One left out of this run is not waited for. */
async function whenItsTurn(suite, ended, filters) {
  await Promise.all(suite.after.map((name) => ended.get(name)));
  return runSuite(suite, filters);
}

await conclude(async () => {
  const args = process.argv.slice(2);
  const unknown = args.find(
    (arg) => arg.startsWith('-') && !arg.startsWith('--only=') && arg !== '--long',
  );
  if (unknown)
    throw new StepFailed(
      `npm test knows --only=…, --long and words to filter by, not "${unknown}".`,
    );
  if (args.includes('--long')) process.env.CANOPY_FAULTS = 'long';
  const filters = args.filter((arg) => !arg.startsWith('-'));
  const chosen = chosenSuites(args, filters);
  const startedAt = Date.now();
  await install();

  const ended = new Map();
  for (const suite of chosen) ended.set(suite.name, whenItsTurn(suite, ended, filters));
  const counted = await Promise.all(ended.values());
  await endServices();
  let total = sum(counted);
  if (total.passed + total.failed + total.skipped === 0) {
    const ran = chosen.some(({ tests }) => tests);
    if (ran) {
      say('no test was found, and nothing tested is not a pass');
      total = tally(0, 1);
    }
  }
  say(`all suites took ${elapsed(startedAt)}`);
  process.stdout.write(`${inWords(total)}\n`);
  return total.failed === 0 ? 0 : 1;
});
