// npm test: installs what is needed, runs every check, and closes with one summary.
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { addCounts } from "./checks/counts.mjs";
import { checkSteps } from "./checks/steps.mjs";
import { ensureWheels } from "./python/wheels.mjs";
import { ensureChromium } from "./setup/chromium.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";

await ensureDependencies();
const missing = await ensureWheels(
  "the tests with the real Python libraries are skipped, and the site is built without them.",
);
const reportFolder = mkdtempSync(path.join(os.tmpdir(), "stele-"));
const results = [];
for (const step of checkSteps({ chromium: await ensureChromium(), reportFolder })) {
  console.log(`\n== ${step.name}`);
  results.push({ name: step.name, ...(await step.run()) });
}
rmSync(reportFolder, { recursive: true });

const { passed, failed, skipped } = addCounts(results.map(result => result.counts));
console.log("\n== summary");
for (const result of results) console.log(`${result.passed ? "passed" : "FAILED"}  ${result.name}`);
if (missing) console.log(missing);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = results.every(result => result.passed) ? 0 : 1;
