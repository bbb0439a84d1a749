/** The databases that keep their rows elsewhere, in every way that this machine has them. */
import { everyMysql, type MysqlMake } from "./every-mysql.ts";
import { everyPostgres } from "./every-postgres.ts";
import type { ServerDriver } from "./server-driver.ts";

export type ServerMake = MysqlMake | "postgres";

type PlacedServer = {
  readonly where: string;
  readonly make: ServerMake;
  readonly open: () => Promise<ServerDriver>;
};

export const everyServer: readonly PlacedServer[] = [
  ...everyPostgres.map(({ where, open }) => ({
    where: `PostgreSQL, ${where}`,
    make: "postgres" as const,
    open,
  })),
  ...everyMysql,
];
