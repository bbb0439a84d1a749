// Installs a package of the operating system, if that needs no permission.
import process from "node:process";
import { findOnPath, run } from "./commands.mjs";

/**
 * Installs with apt-get when this process is root already, as on a build machine; resolves to
 * whether it did. Never requests rights, so on a user's machine it does nothing.
 * @param {string} name
 * @returns {Promise<boolean>}
 */
export async function installSystemPackage(name) {
  const aptGet = process.getuid?.() === 0 ? findOnPath("apt-get") : undefined;
  if (!aptGet) return false;
  console.log(`Installing ${name} with apt-get.`);
  const options = { env: { DEBIAN_FRONTEND: "noninteractive" } };
  await run(aptGet, ["-qq", "update"], options);
  return (await run(aptGet, ["-qq", "install", "-y", name], options)) === 0;
}
