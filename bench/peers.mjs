/** Peers by name, each with a separate database. */
import { fill } from "./data.mjs";
import { openTuned, sqlite, tune } from "./sqlite.mjs";

export const peerNames = ["floor", "stele", "drizzle", "kysely", "typeorm", "mikro"];

const seed = new sqlite.module.Database();
fill(seed);
const bytes = seed.export();
seed.close();

export const openPeer = async name => {
  const { default: open } = await import(`./peers/${name}.mjs`);
  const db = openTuned(bytes);
  const query = sql => db.exec(sql)[0]?.values ?? [];
  return { query, ...(await open({ SQL: sqlite.module, db, bytes, tune })) };
};
