/** The databases that keep their rows elsewhere, in every way that this machine has them. */
import { everyMysql } from "./every-mysql.ts";
import { everyPostgres } from "./every-postgres.ts";
import type { ServerDriver } from "./server-driver.ts";

type PlacedServer = { readonly where: string; readonly open: () => Promise<ServerDriver> };

export const everyServer: readonly PlacedServer[] = [
  ...everyPostgres.map(({ where, open }) => ({ where: `PostgreSQL, ${where}`, open })),
  ...everyMysql,
];
