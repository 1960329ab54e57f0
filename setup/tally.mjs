import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** @returns {Tally} */
export const tally = (passed = 0, failed = 0, skipped = 0) => ({ passed, failed, skipped });

export const oneCheck = (ok) => (ok ? tally(1) : tally(0, 1));

/** @param {readonly Tally[]} tallies */
export function sum(tallies) {
  return tallies.reduce(
    (all, one) =>
      tally(all.passed + one.passed, all.failed + one.failed, all.skipped + one.skipped),
    tally(),
  );
}

/** @param {Tally} counted */
export const inWords = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

function readReport(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

// A runner that fails without a failing test (a file that does not load, an unhandled rejection, a
// crash) must still show in the one line people read, so a bad exit code is never "0 failed".
function honest(counted, code) {
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

/**
 * @param {string} file @param {number} code
 * @returns {Tally | undefined} undefined when the runner left no report
 */
export function fromVitest(file, code) {
  const report = readReport(file);
  if (!report) return undefined;
  // A file that does not load, or whose set-up fails, has no failing test to be counted by.
  const unloadable = report.testResults.filter(
    (suite) =>
      suite.status === 'failed' &&
      !suite.assertionResults.some(({ status }) => status === 'failed'),
  ).length;
  return honest(
    tally(
      report.numPassedTests,
      report.numFailedTests + unloadable,
      report.numPendingTests + report.numTodoTests,
    ),
    code,
  );
}

/**
 * @param {string} file @param {number} code
 * @returns {Tally | undefined} undefined when the runner left no report
 */
export function fromPlaywright(file, code) {
  const report = readReport(file);
  if (!report) return undefined;
  const { expected, unexpected, flaky, skipped } = report.stats;
  // Only a run retried and passed is flaky; we allow no retries, so one that appears is a failure.
  return honest(tally(expected, unexpected + flaky, skipped), code);
}
