// Fetches the Python libraries that models are loaded in, by the app and by the tests, into .python/.
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { findOnPath, run } from "../setup/commands.mjs";
import { installSystemPackage } from "../setup/system-packages.mjs";
import { compileArchives, runtimeFolder, runtimeVersion } from "./compile.mjs";
import { libraryArchives, pythonFiles } from "./files.mjs";
import { contentOf } from "./left-out.mjs";

const lockFolder = fileURLToPath(new URL("locks", import.meta.url));
const { folder: pythonFolder, stamp: stampFile, files } = pythonFiles();

// The wheels are chosen for the Python that runs in the browser, not for the one that runs pip.
const platform = [
  ["--implementation", "cp"],
  ["--python-version", "3.14"],
  ["--abi", "cp314"],
  ["--abi", "abi3"],
  ["--abi", "none"],
  ["--platform", "pyemscripten_2026_0_wasm32"],
].flat();

/**
 * Fetches and compiles what the lock files name, unless that was done before. Resolves to a
 * sentence about what is missing, when something is.
 * @param {string} consequence the end of that sentence
 * @returns {Promise<string | undefined>}
 */
export async function ensureWheels(consequence) {
  const stamp = describeInput();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return undefined;
  rmSync(pythonFolder, { recursive: true, force: true });
  const pip = await ensurePip();
  if (!pip) return `Python's pip is not installed, so ${consequence}`;
  console.log("Fetching the Python libraries.");
  for (const library of libraryArchives) {
    if ((await download(pip, library)) !== 0) {
      return `The Python libraries could not be fetched with pip, so ${consequence}`;
    }
  }
  console.log("Compiling the Python libraries.");
  await compileArchives([standardLibrary(), ...libraryArchives.map(archiveOf)]);
  copyFileSync(
    path.join(runtimeFolder(), "pyodide.asm.wasm"),
    path.join(pythonFolder, "runtime.wasm"),
  );
  for (const { file, packed } of files) {
    writeFileSync(packed, gzipSync(readFileSync(file), { level: 9 }));
  }
  writeFileSync(stampFile, stamp);
  return undefined;
}

/** A hash over all that the content of .python/ follows from. */
function describeInput() {
  const hash = createHash("sha256").update(runtimeVersion());
  const sources = ["compile.py", "compile.mjs", "files.mjs", "left-out.mjs", "wheels.mjs"].map(
    file => path.join("..", file),
  );
  for (const file of [...sources, ...libraryArchives.map(library => `${library}.lock`)]) {
    hash.update(file).update(readFileSync(path.join(lockFolder, file)));
  }
  return hash.digest("hex");
}

/**
 * @param {readonly string[]} pip
 * @param {string} library
 */
function download([program = "", ...parameters], library) {
  return run(program, [
    ...parameters,
    ...["download", "--quiet", "--disable-pip-version-check", "--no-deps"],
    ...["--only-binary=:all:", "--require-hashes", ...platform],
    ...["-r", path.join(lockFolder, `${library}.lock`), "-d", wheelFolder(library)],
  ]);
}

/** @returns {Promise<readonly string[] | undefined>} */
async function ensurePip() {
  const found = await findPip();
  return found ?? ((await installSystemPackage("python3-pip")) ? findPip() : undefined);
}

/** @returns {Promise<readonly string[] | undefined>} */
async function findPip() {
  for (const name of ["python3", "python", "py"]) {
    const program = findOnPath(name);
    if (!program) continue;
    const pip = [program, "-m", "pip"];
    if ((await run(program, [...pip.slice(1), "--version"], { quiet: true })) === 0) return pip;
  }
  return undefined;
}

/** @param {string} library */
function wheelFolder(library) {
  const folder = path.join(pythonFolder, "wheels", library);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** @param {string} library */
function archiveOf(library) {
  const folder = wheelFolder(library);
  const sources = readdirSync(folder).map(file => path.join(folder, file));
  return {
    target: path.join(pythonFolder, `${library}.zip`),
    sources,
    folder: "/library",
    ...contentOf(library),
  };
}

function standardLibrary() {
  return {
    target: path.join(pythonFolder, "standard-library.zip"),
    sources: [path.join(runtimeFolder(), "python_stdlib.zip")],
    folder: "/lib/python314.zip",
    ...contentOf("standard-library"),
  };
}
