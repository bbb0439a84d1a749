/** Heap that the graph of users, posts and comments keeps, in a separate process for each peer. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { openPeer, peerNames } from "./peers.mjs";

const name = process.argv[2];

if (name) {
  const peer = await openPeer(name);
  const [[, load]] = Object.entries(peer.cases.graph);
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  const graph = await load();
  globalThis.gc();
  const kept = process.memoryUsage().heapUsed - before;
  console.log(
    `${peer.name.padEnd(10)} ${(kept / 1e6).toFixed(1).padStart(7)} MB, ${graph.length} users`,
  );
} else {
  for (const each of peerNames) {
    const options = [
      "--expose-gc",
      "--max-old-space-size=8192",
      fileURLToPath(import.meta.url),
      each,
    ];
    spawnSync(process.execPath, options, { stdio: "inherit" });
  }
}
