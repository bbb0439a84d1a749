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
  { where: "MySQL, on a server", make: "mysql", found: await findMysqlServer() },
  { where: "MariaDB, on a server", make: "mariadb", found: await findMariadbServer() },
] as const;

for (const { where, found } of makes) {
  if ("missing" in found) console.info(`Not on ${where}: ${found.missing}.`);
}

export const everyMysql: readonly PlacedMysql[] = makes.flatMap(({ where, make, found }) =>
  "open" in found ? [{ where, make, open: found.open }] : [],
);
