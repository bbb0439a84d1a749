// Runs other programs, with their output passed through to the terminal.
import { spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const isWindows = process.platform === "win32";

/** The folder that holds package.json. */
export const projectFolder = fileURLToPath(new URL("../..", import.meta.url));

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env] added to the environment of this process
 * @property {boolean} [quiet] keeps the program's output off the terminal
 */

/**
 * Runs a program in the project folder and resolves to its exit code; a program that cannot be
 * started counts as 127, as in a shell.
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {RunOptions} [options]
 * @returns {Promise<number>}
 */
export function run(program, parameters, options = {}) {
  return new Promise(resolve => {
    const child = spawn(program, parameters, {
      cwd: projectFolder,
      env: { ...process.env, ...options.env },
      stdio: options.quiet ? "ignore" : "inherit",
      shell: isWindows && program === "npm",
    });
    child.on("error", () => resolve(127));
    child.on("close", code => resolve(code ?? 1));
  });
}

/**
 * Runs npm: the one that started this script, else the one on PATH.
 * @param {readonly string[]} parameters
 * @param {RunOptions} [options]
 */
export function runNpm(parameters, options) {
  const npm = process.env.npm_execpath;
  return npm
    ? run(process.execPath, [npm, ...parameters], options)
    : run("npm", parameters, options);
}

/**
 * Runs a script of package.json, with further parameters after its own.
 * @param {string} name
 * @param {readonly string[]} [parameters]
 * @param {RunOptions} [options]
 */
export function runPackageScript(name, parameters = [], options) {
  const further = parameters.length > 0 ? ["--", ...parameters] : [];
  return runNpm(["run", "--silent", name, ...further], options);
}

/**
 * The path of a program on PATH, or undefined.
 * @param {string} name
 * @returns {string | undefined}
 */
export function findOnPath(name) {
  const suffix = isWindows ? ".exe" : "";
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return folders.map(folder => path.join(folder, name + suffix)).find(isExecutable);
}

/**
 * @param {string} file
 * @returns {boolean}
 */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
