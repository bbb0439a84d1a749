/** Every available PostgreSQL: in WebAssembly and on a server. Prints a line if there is no server. */
import { openPostgres } from "./open-postgres.ts";
import { findPostgresServer } from "./postgres-server.ts";
import type { ServerDriver } from "./server-driver.ts";

type PlacedPostgres = { readonly where: string; readonly open: () => Promise<ServerDriver> };

const server = await findPostgresServer();
if ("missing" in server) console.info(`Not on a PostgreSQL server: ${server.missing}.`);

export const everyPostgres: readonly PlacedPostgres[] = [
  { where: "in this process", open: openPostgres },
  ...("open" in server ? [{ where: "on a server", open: server.open }] : []),
];
