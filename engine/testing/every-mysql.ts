/** The databases of this machine that speak MySQL. Prints a line for each that it has not. */
import { findMariadbServer, findMysqlServer } from "./mysql-server.ts";
import type { ServerDriver } from "./server-driver.ts";

export type MysqlMake = "mysql" | "mariadb";

type PlacedMysql = {
  readonly where: string;
  readonly make: MysqlMake;
  readonly open: () => Promise<ServerDriver>;
};

const makes = [
  { where: "MySQL, on a server", make: "mysql", server: await findMysqlServer() },
  { where: "MariaDB, on a server", make: "mariadb", server: await findMariadbServer() },
] as const;

for (const { where, server } of makes) {
  if ("missing" in server) console.info(`Not on ${where}: ${server.missing}.`);
}

export const everyMysql: readonly PlacedMysql[] = makes.flatMap(({ where, make, server }) =>
  "open" in server ? [{ where, make, open: server.open }] : [],
);
