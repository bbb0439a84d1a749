// npm run check: the fast checks, side by side. npm test runs everything.
import { spawn } from "node:child_process";
import process from "node:process";
import { slowTests } from "./checks/slow-tests.mjs";
import { projectFolder } from "./setup/commands.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";

/** @typedef {{ readonly name: string, readonly parameters: readonly string[] }} Check */

/** @type {readonly Check[]} */
const checks = [
  { name: "format and lint", parameters: ["run", "--silent", "lint"] },
  { name: "boundaries", parameters: ["run", "--silent", "boundaries"] },
  // npm test checks the app and the scripts separately too, without the types of Node and of the page.
  { name: "types", parameters: ["run", "--silent", "types:fast"] },
  {
    name: "fast unit tests",
    parameters: [
      "run",
      "--silent",
      "unit",
      "--",
      "--maxWorkers=100%",
      ...slowTests.flatMap(pattern => ["--exclude", pattern]),
    ],
  },
];

/**
 * Runs a check and prints its output only if it fails.
 * @param {Check} check
 * @returns {Promise<boolean>} whether it passed
 */
const runCheck = ({ name, parameters }) =>
  new Promise(resolve => {
    const child = spawn("npm", parameters, {
      cwd: projectFolder,
      shell: process.platform === "win32",
    });
    /** @type {Buffer[]} */
    const output = [];
    child.stdout.on("data", part => output.push(part));
    child.stderr.on("data", part => output.push(part));
    child.on("close", code => {
      console.log(`${code === 0 ? "passed" : "FAILED"}  ${name}`);
      if (code !== 0) console.log(Buffer.concat(output).toString());
      resolve(code === 0);
    });
  });

await ensureDependencies();
const results = await Promise.all(checks.map(runCheck));
process.exitCode = results.every(passed => passed) ? 0 : 1;
