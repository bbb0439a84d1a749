// npm run build: installs what is needed and writes the site to dist/.
import process from "node:process";
import { ensureWheels } from "./python/wheels.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { runVite } from "./setup/vite.mjs";

await ensureDependencies();
const missing = await ensureWheels("the site is built without them.");
if (missing) console.log(missing);
process.exitCode = await runVite(["build", ...process.argv.slice(2)]);
