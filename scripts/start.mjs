// npm start: installs what is needed and serves the app; further arguments go to Vite.
import { spawn } from "node:child_process";
import process from "node:process";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import { ensureWheels } from "./python/wheels.mjs";
import { projectFolder } from "./setup/commands.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { viteProgram } from "./setup/vite.mjs";

await ensureDependencies();
const missing = await ensureWheels("Stele runs without them.");
if (missing) console.log(missing);
const server = spawn(process.execPath, [viteProgram, ...process.argv.slice(2)], {
  cwd: projectFolder,
  stdio: ["inherit", "pipe", "inherit"],
});
createInterface({ input: server.stdout }).on("line", line => console.log(announce(line)));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill("SIGTERM"));
server.on("exit", code => process.exit(code ?? 0));

/**
 * Vite uses the next free port and prints it in the line "Local: …", which becomes a clear message.
 * @param {string} line
 */
function announce(line) {
  const address = /Local:\s+(\S+)/.exec(stripVTControlCharacters(line))?.[1];
  return address ? `Stele is running at ${address}` : line;
}
