// npm run build: installs what is needed and writes the site to dist/.
import process from "node:process";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { runVite } from "./setup/vite.mjs";

await ensureDependencies();
process.exitCode = await runVite(["build", ...process.argv.slice(2)]);
