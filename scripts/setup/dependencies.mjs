// Installs the npm packages of package-lock.json where they are not installed yet.
import { readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { projectFolder, runNpm } from "./commands.mjs";

const oldestNode = [20, 19];

/** Makes sure that this Node can run the project and that its packages are there, else ends. */
export async function ensureDependencies() {
  if (!isNodeRecentEnough(process.versions.node)) {
    stop(
      `Stele needs Node ${oldestNode.join(".")} or newer; this is Node ${process.versions.node}.`,
    );
  }
  if (areDependenciesInstalled()) return;
  console.log("Installing the npm packages.");
  if ((await runNpm(["ci"])) !== 0) {
    stop("The npm packages could not be installed: see npm's message above.");
  }
}

/** @param {string} version */
function isNodeRecentEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/**
 * npm leaves a copy of the lock file in node_modules when it is done, so that comparing the two
 * detects an interrupted or outdated installation. Optional packages are for other systems.
 */
function areDependenciesInstalled() {
  const locked = readLockedPackages("package-lock.json");
  const installed = readLockedPackages(path.join("node_modules", ".package-lock.json"));
  return Object.entries(locked).every(([name, { integrity, optional }]) => {
    const found = installed[name];
    return name === "" || (found ? found.integrity === integrity : optional === true);
  });
}

/**
 * @param {string} file
 * @returns {Readonly<Record<string, { integrity?: string; optional?: boolean }>>}
 */
function readLockedPackages(file) {
  try {
    return JSON.parse(readFileSync(path.join(projectFolder, file), "utf8")).packages;
  } catch {
    return {};
  }
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
