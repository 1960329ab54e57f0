import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fingerprint } from '../setup/fingerprint.mjs';
import { checkNode } from '../setup/install.mjs';
import { run } from '../setup/run.mjs';
import { fromPlaywright, fromVitest, inWords, sum, tally } from '../setup/tally.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'canopy-setup-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function fileWith(content: unknown): string {
  const file = path.join(folder, 'report.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const vitestSaid = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [{ status: 'passed', assertionResults: [{}] }],
};
const playwrightSaid = { stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 } };

describe('the one line at the end never flatters', () => {
  test('adds up over all suites', () => {
    expect(inWords(sum([tally(1), tally(2, 1, 4), tally()]))).toBe('3 passed, 1 failed, 4 skipped');
  });

  test('a suite that ran well is counted as it says', () => {
    expect(fromVitest(fileWith(vitestSaid), 0)).toEqual(tally(5, 0, 2));
    expect(fromPlaywright(fileWith(playwrightSaid), 0)).toEqual(tally(3));
  });

  test('a file that does not load is a failure, though no test in it failed', () => {
    const unloadable = { status: 'failed', assertionResults: [] };
    const report = fileWith({ ...vitestSaid, testResults: [unloadable] });
    expect(fromVitest(report, 1)).toEqual(tally(5, 1, 2));
  });

  test('a set-up that fails is a failure beside those of other files', () => {
    const notSetUp = { status: 'failed', assertionResults: [{ status: 'skipped' }] };
    const red = { status: 'failed', assertionResults: [{ status: 'failed' }] };
    const report = fileWith({ ...vitestSaid, numFailedTests: 1, testResults: [notSetUp, red] });
    expect(fromVitest(report, 1)).toEqual(tally(5, 2, 2));
  });

  test('a bad exit is a failure, though the report names none', () => {
    expect(fromVitest(fileWith(vitestSaid), 1)).toEqual(tally(5, 1, 2));
    expect(fromPlaywright(fileWith(playwrightSaid), 1)).toEqual(tally(3, 1));
  });

  test('a pass at the second try is a failure', () => {
    const report = fileWith({ stats: { ...playwrightSaid.stats, flaky: 2 } });
    expect(fromPlaywright(report, 0)).toEqual(tally(3, 2));
  });

  test('no report, or half of one, is not a pass', () => {
    expect(fromVitest(path.join(folder, 'none.json'), 0)).toBeUndefined();
    expect(fromPlaywright(fileWith('{"stats":'), 0)).toBeUndefined();
  });
});

describe('work is done again only when something changed', () => {
  test('a fingerprint follows names and contents, not times', () => {
    const file = path.join(folder, 'a.ts');
    writeFileSync(file, 'one');
    const before = fingerprint([folder]);
    writeFileSync(file, 'one');
    expect(fingerprint([folder])).toBe(before);
    writeFileSync(file, 'two');
    expect(fingerprint([folder])).not.toBe(before);
    writeFileSync(file, 'one');
    writeFileSync(path.join(folder, 'b.ts'), '');
    expect(fingerprint([folder])).not.toBe(before);
  });
});

describe('a step that cannot go on says so', () => {
  test('an old Node is named, with the one wanted', () => {
    expect(() => checkNode('18.20.0')).toThrow(/needs Node 20 .* this is Node 18\.20\.0/);
    expect(() => checkNode('20.0.0')).not.toThrow();
  });

  test('a program that hangs is stopped, with everything it started', async () => {
    const result = await run('sh', ['-c', 'sleep 60 & wait'], { timeLimitMs: 100, watch: true });
    expect(result).toMatchObject({ tooLong: true, code: 137 });
  });

  test('a program that is not there is told apart from one that fails', async () => {
    expect(await run('no-such-program-here', [])).toMatchObject({ missing: true });
    expect(await run('sh', ['-c', 'exit 3'])).toMatchObject({ missing: false, code: 3 });
  });
});
