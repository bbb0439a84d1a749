// Runs the project's own Vite.
import path from "node:path";
import process from "node:process";
import { projectFolder, run } from "./commands.mjs";

export const viteProgram = path.join(projectFolder, "node_modules", "vite", "bin", "vite.js");

/**
 * Runs Vite to its end and resolves to its exit code.
 * @param {readonly string[]} parameters
 */
export function runVite(parameters) {
  return run(process.execPath, [viteProgram, ...parameters]);
}
