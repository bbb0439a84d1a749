/** Runs every case of every peer in turn, and prints medians and their ratios over the floor's. */
import { parseArgs } from "node:util";
import { cases } from "./cases.mjs";
import { openPeer, peerNames } from "./peers.mjs";

const { values } = parseArgs({
  options: {
    peers: { type: "string", default: peerNames.join() },
    cases: { type: "string", default: Object.keys(cases).join() },
    rounds: { type: "string", default: "5" },
  },
});
const rounds = Number(values.rounds);
/** A case that takes longer is not measured as often, in milliseconds. */
const LONG = 3_000;
const SHORT = 700;
const WARM = 300;
/** A sample of what is shorter is the mean of several runs: collecting garbage falls into one, and is owed by all. */
const SAMPLE = 250;

const median = numbers => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
};

const entriesOf = (name, peers) =>
  peers.flatMap(peer =>
    Object.entries(peer.cases[name] ?? {}).map(([way, run]) => ({ peer, way, run, times: [] })),
  );

/** A full collection makes V8 drop code that it had optimized: small calls go without, others get warm again. */
const settle = async ({ measure, unit }, { peer, run }, first) => {
  if (unit === "µs") return;
  globalThis.gc?.();
  if (first >= SHORT) return;
  const end = performance.now() + WARM;
  while (performance.now() < end) await measure(peer, run);
};

const sample = async ({ measure, unit }, { peer, run }) => {
  let time = 0;
  let runs = 0;
  do {
    time += await measure(peer, run);
    runs += 1;
  } while (unit === "ms" && time < SAMPLE);
  return time / runs;
};

const measureAll = async (known, entries) => {
  for (const entry of entries) {
    await known.measure(entry.peer, entry.run);
    entry.first = await known.measure(entry.peer, entry.run);
    entry.rounds = known.unit === "ms" && entry.first > LONG ? 2 : rounds;
  }
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < entries.length; turn += 1) {
      const entry = entries[(turn + round) % entries.length];
      if (entry.times.length >= entry.rounds) continue;
      await settle(known, entry, entry.first);
      entry.times.push(await sample(known, entry));
    }
  }
};

const show = (name, { unit }, entries) => {
  const floor = entries.find(({ peer }) => peer.name === "floor");
  console.log(`\n${name}, ${unit}`);
  for (const { peer, way, times } of entries) {
    const time = median(times);
    const ratio = floor ? `${(time / median(floor.times)).toFixed(2)} × floor` : "";
    console.log(
      `  ${peer.name.padEnd(10)} ${way.padEnd(30)} ${time.toFixed(1).padStart(9)}  ${ratio}`,
    );
  }
};

const peers = [];
for (const name of values.peers.split(",")) peers.push(await openPeer(name));
for (const name of values.cases.split(",")) {
  const entries = entriesOf(name, peers);
  await measureAll(cases[name], entries);
  show(name, cases[name], entries);
}
for (const peer of peers) await peer.close?.();
