// Reads how many tests passed, failed and were skipped from the reports of the two test runners.
import { readFileSync } from "node:fs";

/** @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Counts */

/** @type {Counts} */
export const noTests = { passed: 0, failed: 0, skipped: 0 };

/**
 * A run that could not begin is one failure, so that the sum never hides it.
 * @type {Counts}
 */
export const notRun = { passed: 0, failed: 1, skipped: 0 };

/**
 * @param {readonly Counts[]} counts
 * @returns {Counts}
 */
export function addCounts(counts) {
  return counts.reduce(
    (sum, count) => ({
      passed: sum.passed + count.passed,
      failed: sum.failed + count.failed,
      skipped: sum.skipped + count.skipped,
    }),
    noTests,
  );
}

/**
 * Counts in Vitest's report. A file that fails before its first test counts as one failure.
 * @param {string} file
 * @returns {Counts}
 */
export function readUnitCounts(file) {
  const report = readReport(file);
  if (!report) return notRun;
  /** @type {readonly { status: string, assertionResults: readonly { status: string }[] }[]} */
  const files = report.testResults;
  const broken = files.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some(test => test.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Counts in Playwright's report. Errors outside of the tests count as one failure each.
 * @param {string} file
 * @returns {Counts}
 */
export function readEndToEndCounts(file) {
  const report = readReport(file);
  if (!report) return notRun;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected + flaky,
    failed: unexpected + report.errors.length,
    skipped,
  };
}

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
