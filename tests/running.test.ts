import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const read = (file: string): string =>
  readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), 'utf8');

/** Every metric a host shows by a name of ours, as its source gives it. */
const ours = new Set(
  ['counting', 'gauges', 'process-numbers']
    .map((file) => read(`realtime/src/metrics/${file}.ts`))
    .join('\n')
    .matchAll(/'(canopy_[a-z_]+)'/g)
    .map(([, name]) => name ?? ''),
);
const known = (name: string): boolean =>
  ours.has(name.replace(/_(bucket|count|sum)$/, '')) || /^process_/.test(name);
const namesIn = (text: string): string[] =>
  [...text.matchAll(/\b(?:canopy|process)_[a-z_]+\b/g)].map(([name]) => name);

type Panel = { title: string; targets?: { expr: string }[] };
const dashboard = JSON.parse(read('docker/grafana/canopy-dashboard.json')) as { panels: Panel[] };
const questions = dashboard.panels.flatMap(({ targets }) => targets ?? []).map(({ expr }) => expr);

test('every question of the dashboard is about a number the host has', () => {
  expect(ours.size).toBeGreaterThan(10);
  expect(questions.length).toBeGreaterThan(15);
  for (const question of questions) {
    expect(namesIn(question)).not.toEqual([]);
    for (const name of namesIn(question)) expect([name, known(name)]).toEqual([name, true]);
  }
});

test('every number of the host is on the dashboard', () => {
  const shown = new Set(
    questions.flatMap(namesIn).map((name) => name.replace(/_(bucket|count|sum)$/, '')),
  );
  expect([...ours].filter((name) => !shown.has(name))).toEqual([]);
});

test('docs/running.md has every setting, and no other', () => {
  const page = read('docs/running.md');
  const settings = read('realtime/src/config.ts');
  const table = settings.slice(settings.indexOf('const settings'), settings.indexOf('} as const;'));
  const real = [...table.matchAll(/^ {2}([A-Z][A-Z_]+): \{/gm)].map(([, name]) => name);
  const told = [...page.matchAll(/^\| `([A-Z][A-Z_]+)`/gm)].map(([, name]) => name);
  expect(real.length).toBeGreaterThan(10);
  expect(told.toSorted()).toEqual(real.toSorted());
});

test('the alerts of docs/running.md are about numbers the host has', () => {
  for (const name of namesIn(read('docs/running.md')).filter((each) => each.startsWith('canopy_')))
    expect([name, known(name)]).toEqual([name, true]);
});

test('the commands of docs/running.md are there to be typed', () => {
  const page = read('docs/running.md');
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const typed = [...page.matchAll(/\bpnpm ([a-z]+)/g)].map(([, name]) => name ?? '');
  expect(new Set(typed)).toEqual(new Set(['backup', 'restore']));
  for (const name of typed) expect(scripts[name]).toMatch(/^node setup\/data-tool\.mjs /);
  const programs = [...page.matchAll(/`node (\S+\.ts)`/g)].map(([, file]) => file ?? '');
  expect(programs).toHaveLength(1);
  for (const file of programs) {
    expect(existsSync(fileURLToPath(new URL(`../${file}`, import.meta.url)))).toBe(true);
    expect(read('setup/data-tool.mjs')).toContain(
      file
        .split('/')
        .map((part) => `'${part}'`)
        .join(', '),
    );
  }
});

test('docs/running.md says what each value of CANOPY_FLUSH means', () => {
  const [, values = ''] =
    /CANOPY_FLUSH: \{ schema: z\.enum\(\[([^\]]+)\]/.exec(read('realtime/src/config.ts')) ?? [];
  const page = read('docs/running.md');
  const told = page.slice(page.indexOf('`CANOPY_FLUSH` is about'), page.indexOf('## In front'));
  const names = [...values.matchAll(/'([a-z]+)'/g)].map(([, name]) => name ?? '');
  expect(names).toEqual(['soon', 'each']);
  for (const name of names) expect(told).toContain(`With \`${name}\` `);
});
