import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { buildWeb } from '../../setup/build-web.mjs';
import { installPeers } from './install-peers.ts';
import { runAll } from './rounds.ts';
import { BESIDE_PEERS, SCENARIO_NAMES, type ScenarioName } from './scenarios/scenarios.ts';
import { tableOf } from './table.ts';
import { judge } from './verdicts.ts';

// `pnpm bench`: see README.md beside this file.

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    write: { type: 'string' },
  },
});

const named = values.only?.split(',') ?? BESIDE_PEERS;
const only = SCENARIO_NAMES.filter((name) => named.includes(name));
const unknown = named.filter((name) => !SCENARIO_NAMES.includes(name as ScenarioName));
if (unknown.length > 0) {
  process.stderr.write(
    `there is no ${unknown.join(', ')}; there are ${SCENARIO_NAMES.join(', ')}\n`,
  );
  process.exit(1);
}

// A host with its pages, or it would start faster and weigh less than a real one.
await buildWeb();
const peers = installPeers();
if (!peers)
  process.stdout.write(
    'the peers could not be installed: Canopy is measured alone, without ratios\n',
  );
const rounds = Number(values.rounds ?? (values.quick ? 1 : 3));
const done = await runAll({ only, rounds, quick: values.quick, peers });
const verdicts = judge(done);
const said = [
  `Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${rounds} round${rounds === 1 ? '' : 's'} each${values.quick ? ', --quick' : ''}`,
  '',
  tableOf(verdicts),
].join('\n');
process.stdout.write(`\n${said}\n`);

if (values.json !== undefined)
  writeFileSync(values.json, verdicts.map((one) => `${JSON.stringify(one)}\n`).join(''));
if (values.write !== undefined) writeInto(values.write, said);
if (done.some(({ figures }) => figures === null)) process.exitCode = 1;

/** Replaces what stands between the two marks; everything else in the file was written by people. */
function writeInto(file: string, text: string): void {
  const [begin, end] = ['<!-- bench:begin -->', '<!-- bench:end -->'];
  const page = readFileSync(file, 'utf8');
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`${file} has no ${begin} … ${end}`);
  writeFileSync(file, `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`);
}
