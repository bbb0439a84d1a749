import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { addCounts, readEndToEndCounts, readUnitCounts } from "./counts.mjs";

const folder = mkdtempSync(path.join(os.tmpdir(), "stele-"));
afterAll(() => rmSync(folder, { recursive: true }));

function writeReport(content: unknown): string {
  const file = path.join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

describe("counts of the test runners", () => {
  test("a unit test file that fails before its first test counts as one failure", () => {
    const report = writeReport({
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 0,
      testResults: [
        { status: "passed", assertionResults: [{ status: "passed" }] },
        { status: "failed", assertionResults: [{ status: "failed" }] },
        { status: "failed", assertionResults: [] },
      ],
    });
    expect(readUnitCounts(report)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  test("an error outside of the end-to-end tests counts as one failure", () => {
    const report = writeReport({
      errors: [{ message: "the server did not start" }],
      stats: { expected: 3, unexpected: 1, flaky: 0, skipped: 4 },
    });
    expect(readEndToEndCounts(report)).toEqual({ passed: 3, failed: 2, skipped: 4 });
  });

  test("a run without a report counts as one failure", () => {
    const absent = path.join(folder, "absent.json");
    const counts = [readUnitCounts(absent), readEndToEndCounts(absent)];
    expect(addCounts(counts)).toEqual({ passed: 0, failed: 2, skipped: 0 });
  });
});
