/** A real MariaDB server, where this machine has one. */
import { join } from "node:path";
import type { Connection } from "mysql2/promise";
import { mysqlDriver } from "./mysql-driver.ts";
import type { FoundServer, ServerDriver } from "./server-driver.ts";
import { findOwner, findPrograms, ServerProcess } from "./server-process.ts";

const DATABASE = "tested";
/** Debian keeps what serves off the PATH of most. */
const FURTHER = ["/usr/sbin", "/usr/bin"];

/**
 * What MySQL 8 has when nobody says otherwise, which the dialect is written for: neither ANSI_QUOTES nor PIPES_AS_CONCAT
 * is needed, and NO_BACKSLASH_ESCAPES would be wrong, as texts in scripts escape backslashes. ONLY_FULL_GROUP_BY is left
 * out: MariaDB does not see that columns follow from a key.
 */
const MYSQL_MODES = [
  "STRICT_TRANS_TABLES",
  "NO_ZERO_IN_DATE",
  "NO_ZERO_DATE",
  "ERROR_FOR_DIVISION_BY_ZERO",
  "NO_ENGINE_SUBSTITUTION",
];
/** A key of 0 is a key, and does not ask for a new one. */
const OUR_MODES = ["NO_AUTO_VALUE_ON_ZERO"];
/** The nearest to MySQL's `utf8mb4_0900_ai_ci`. */
const COLLATION = "utf8mb4_uca1400_nopad_ai_ci";

type Package = typeof import("mysql2/promise");
type Programs = { readonly server: string; readonly install: string };

/** A machine has room for the native kind of few servers at once. */
const PLAIN_FILES = "--innodb-use-native-aio=0";

const start = (server: ServerProcess, { server: program, install }: Programs): void => {
  const data = `--datadir=${join(server.folder, "data")}`;
  server.prepare(install, [
    "--no-defaults",
    data,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
    PLAIN_FILES,
  ]);
  server.start(program, [
    "--no-defaults",
    data,
    `--socket=${socketOf(server)}`,
    "--skip-networking",
    PLAIN_FILES,
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-doublewrite=0",
    "--innodb-buffer-pool-size=64M",
    "--innodb-stats-persistent=0",
    "--character-set-server=utf8mb4",
    `--collation-server=${COLLATION}`,
    `--sql-mode=${[...MYSQL_MODES, ...OUR_MODES].join()}`,
  ]);
};

const socketOf = ({ folder }: ServerProcess): string => join(folder, "socket");

/** Values as SQLite has them: numbers as numbers, dates and JSON as text. */
const connect = async (server: ServerProcess, mysql: Package): Promise<Connection> =>
  server.connect(() =>
    mysql.createConnection({
      socketPath: socketOf(server),
      user: "root",
      charset: "utf8mb4",
      multipleStatements: true,
      rowsAsArray: true,
      dateStrings: true,
      decimalNumbers: true,
      supportBigNumbers: true,
      jsonStrings: true,
    }),
  );

const open = async (
  server: ServerProcess,
  programs: Programs,
  mysql: Package,
): Promise<ServerDriver> => {
  try {
    start(server, programs);
    const client = await connect(server, mysql);
    const driver = mysqlDriver(client, mysql, DATABASE, async () => {
      client.destroy();
      await server.stop("SIGKILL");
    });
    await driver.run("SET collation_connection = @@collation_server");
    await driver.renew([]);
    return driver;
  } catch (thrown) {
    await server.stop("SIGKILL");
    throw thrown;
  }
};

const pathOf = (program: string): string | undefined => {
  const folder = findPrograms([program], FURTHER);
  return folder && join(folder, program);
};

/** Looks for the programs of a server, for someone to run them, and for the package that speaks with it. */
export const findMariadbServer = async (): Promise<FoundServer> => {
  const [server, install] = [pathOf("mariadbd"), pathOf("mariadb-install-db")];
  if (!server || !install)
    return { missing: "there are no programs mariadbd and mariadb-install-db" };
  const owner = findOwner(["mysql", "nobody"]);
  if (owner === undefined) return { missing: "root has no other user to run it" };
  try {
    const mysql = await import("mysql2/promise");
    return { open: () => open(new ServerProcess("mariadb", owner), { server, install }, mysql) };
  } catch {
    return { missing: "the package mysql2 is not installed" };
  }
};
