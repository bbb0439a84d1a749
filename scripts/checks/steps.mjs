// The checks of npm test, in their order.
import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { projectFolder, runPackageScript } from "../setup/commands.mjs";
import { findFreePort } from "../setup/free-port.mjs";
import { runVite } from "../setup/vite.mjs";
import { noTests, notRun, readEndToEndCounts, readUnitCounts } from "./counts.mjs";

/**
 * @typedef {object} Outcome
 * @property {boolean} passed
 * @property {import("./counts.mjs").Counts} counts
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {() => Promise<Outcome>} run
 *
 * @typedef {object} Surroundings
 * @property {string | undefined} chromium where it is, when there is one
 * @property {string} reportFolder where the test runners write what they counted
 */

const site = path.join(projectFolder, "dist");

/**
 * @param {Surroundings} surroundings
 * @returns {readonly Step[]}
 */
export function checkSteps({ chromium, reportFolder }) {
  return [
    { name: "format and lint", run: () => runCheck("lint") },
    { name: "types", run: () => runCheck("types") },
    { name: "boundaries", run: () => runCheck("boundaries") },
    { name: "unit tests", run: () => runUnitTests(path.join(reportFolder, "unit.json")) },
    { name: "build", run: runBuild },
    {
      name: "end to end",
      run: () => runEndToEndTests(chromium, path.join(reportFolder, "end-to-end.json")),
    },
  ];
}

/**
 * @param {string} script
 * @returns {Promise<Outcome>}
 */
async function runCheck(script) {
  return { passed: (await runPackageScript(script)) === 0, counts: noTests };
}

/**
 * @param {string} report
 * @returns {Promise<Outcome>}
 */
async function runUnitTests(report) {
  const code = await runPackageScript("unit", [
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  return { passed: code === 0, counts: readUnitCounts(report) };
}

/**
 * An older build is removed first, so that the end-to-end tests never use it.
 * @returns {Promise<Outcome>}
 */
async function runBuild() {
  rmSync(site, { recursive: true, force: true });
  return { passed: (await runVite(["build"])) === 0, counts: noTests };
}

/**
 * @param {string | undefined} chromium
 * @param {string} report
 * @returns {Promise<Outcome>}
 */
async function runEndToEndTests(chromium, report) {
  const obstacle = endToEndObstacle(chromium);
  if (obstacle) {
    console.error(obstacle);
    return { passed: false, counts: notRun };
  }
  const code = await runPackageScript("e2e", ["--reporter=list,json"], {
    env: {
      STELE_CHROMIUM: chromium,
      STELE_PREVIEW_PORT: String(await findFreePort()),
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    },
  });
  return { passed: code === 0, counts: readEndToEndCounts(report) };
}

/** @param {string | undefined} chromium */
function endToEndObstacle(chromium) {
  if (!existsSync(path.join(site, "index.html"))) {
    return "The end-to-end tests need the build, which failed.";
  }
  if (!chromium) {
    return "The end-to-end tests need Chromium or Chrome, and none could be found or installed.";
  }
  return undefined;
}
