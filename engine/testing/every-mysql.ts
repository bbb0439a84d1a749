/** The databases of this machine that speak MySQL. Prints a line where there is none. */
import { findMariadbServer } from "./mariadb-server.ts";
import type { ServerDriver } from "./server-driver.ts";

type PlacedMysql = { readonly where: string; readonly open: () => Promise<ServerDriver> };

const server = await findMariadbServer();
if ("missing" in server) console.info(`Not on a MariaDB server: ${server.missing}.`);

export const everyMysql: readonly PlacedMysql[] =
  "open" in server ? [{ where: "MariaDB, on a server", open: server.open }] : [];
