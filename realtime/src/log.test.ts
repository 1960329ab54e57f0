import { expect, test } from 'vitest';
import { openLog } from './log.ts';

test.each(['json', 'pretty'] as const)(
  'a bug is logged by where it happened, never by what it says, also when its words look like a place (%s)',
  (kind) => {
    let lines = '';
    const log = openLog(kind, (line) => (lines += line));
    log.bug('command:failed', new TypeError('no leaf\n    at the hostel nobody listens\n$&'));
    expect(lines).toContain('log.test.ts');
    expect(lines).not.toMatch(/hostel|no leaf/);
  },
);
