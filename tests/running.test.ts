import { readFileSync } from 'node:fs';
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
