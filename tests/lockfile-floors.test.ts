import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

// Each floor is the first version without a known hole that reaches us (CVE table, 2026-11). An audit
// command asks a registry that may not answer; a lockfile always does.
const floors = [
  ['ws', '8.21.1', 'tiny fragments exhaust memory (CVE-2026-48779, CVE-2026-62389)'],
  ['socket.io-parser', '4.2.7', 'unbounded attachments exhaust memory (CVE-2026-69185)'],
  ['socket.io', '4.8.4', 'an "error" event ends the process (CVE-2024-38355)'],
  ['engine.io', '6.6.9', 'cookie injection (engine.io advisory)'],
  ['express', '5.3.0', 'path-to-regexp, body-parser and qs floods'],
  ['@sveltejs/kit', '2.69.1', 'a big form body ends the process (GHSA-wqjv-9729-c5q2)'],
  ['kysely', '0.28.14', 'SQL injection through names (CVE-2026-32763, CVE-2026-33468)'],
] as const;

function lockedPackages(): { name: string; version: string }[] {
  const text = readFileSync(new URL('../pnpm-lock.yaml', import.meta.url), 'utf8');
  const lock = parse(text) as { packages: Record<string, unknown> };
  return Object.keys(lock.packages).map((key) => {
    const at = key.lastIndexOf('@');
    return { name: key.slice(0, at), version: key.slice(at + 1) };
  });
}

function isAtLeast(version: string, floor: string): boolean {
  // A pre-release of the floor itself came before the fix, so it does not count as the floor.
  const [release = '', preRelease] = version.split('-');
  const numbers = release.split('.').map(Number);
  const wanted = floor.split('.').map(Number);
  for (const [place, least] of wanted.entries()) {
    const here = numbers[place] ?? 0;
    if (here !== least) return here > least;
  }
  return preRelease === undefined;
}

describe('lockfile floors: no copy, however deep, of a version with a known hole', () => {
  const locked = lockedPackages();

  test.each(floors)('%s is at least %s', (name, floor, why) => {
    const copies = locked.filter((entry) => entry.name === name);
    expect(copies.length, `${name} is not in the lockfile: drop its floor here`).toBeGreaterThan(0);
    for (const { version } of copies) {
      expect(isAtLeast(version, floor), `${name} ${version} is below ${floor}: ${why}`).toBe(true);
    }
  });

  test('a version is compared by number, not by letter', () => {
    expect(isAtLeast('8.100.0', '8.21.1')).toBe(true);
    expect(isAtLeast('8.21.0', '8.21.1')).toBe(false);
    expect(isAtLeast('8.21.1-rc.1', '8.21.1')).toBe(false);
    expect(isAtLeast('9.0.0', '8.21.1')).toBe(true);
  });
});
