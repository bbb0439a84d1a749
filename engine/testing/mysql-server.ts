/** Real servers that speak MySQL, where this machine has them: MySQL's own, and MariaDB's. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Connection } from "mysql2/promise";
import { mysqlDriver } from "./mysql-driver.ts";
import type { FoundServer, ServerDriver } from "./server-driver.ts";
import { findOwner, findPrograms, ServerProcess } from "./server-process.ts";

const DATABASE = "tested";
/** Debian keeps what serves off the PATH of most. */
const FURTHER = ["/usr/sbin", "/usr/bin"];

/** The default modes of MySQL without ONLY_FULL_GROUP_BY. */
const USUAL_MODES = [
  "STRICT_TRANS_TABLES",
  "NO_ZERO_IN_DATE",
  "NO_ZERO_DATE",
  "ERROR_FOR_DIVISION_BY_ZERO",
  "NO_ENGINE_SUBSTITUTION",
];
/** Stores a key of 0 instead of generating one. */
const OUR_MODES = ["NO_AUTO_VALUE_ON_ZERO"];

/**
 * A make of server. The dialect is written for the modes of MySQL 8: neither ANSI_QUOTES nor PIPES_AS_CONCAT is needed,
 * and NO_BACKSLASH_ESCAPES would be wrong, as texts in scripts escape backslashes.
 */
type Make = {
  readonly name: string;
  readonly program: string;
  /** Makes the files of the data; where no other program is named, the server does. */
  readonly install?: string;
  readonly installing: readonly string[];
  readonly serving: readonly string[];
  readonly modes: readonly string[];
  readonly collation: string;
};

const mariadb: Make = {
  name: "mariadb",
  program: "mariadbd",
  install: "mariadb-install-db",
  installing: ["--auth-root-authentication-method=normal", "--skip-test-db"],
  serving: ["--innodb-doublewrite=0"],
  // MariaDB does not see that columns follow from a key.
  modes: USUAL_MODES,
  // The nearest to MySQL's own.
  collation: "utf8mb4_uca1400_nopad_ai_ci",
};

const mysql: Make = {
  name: "mysql",
  program: "mysqld",
  installing: ["--initialize-insecure"],
  serving: [
    "--innodb-doublewrite=OFF",
    "--mysqlx=OFF",
    "--skip-log-bin",
    "--performance-schema=0",
    "--secure-file-priv=NULL",
    // As MySQL 8 checks them; 9.6 skips keys for which another column of the index is null.
    "--loose-innodb-native-foreign-keys=ON",
  ],
  modes: ["ONLY_FULL_GROUP_BY", ...USUAL_MODES],
  collation: "utf8mb4_0900_ai_ci",
};

type Package = typeof import("mysql2/promise");
type Programs = { readonly server: string; readonly install: string };

/** A machine has room for the native kind of few servers at once. */
const PLAIN_FILES = "--innodb-use-native-aio=0";

const start = (process: ServerProcess, programs: Programs, make: Make): void => {
  const data = `--datadir=${join(process.folder, "data")}`;
  const args = ["--no-defaults", data, PLAIN_FILES];
  process.prepare(programs.install, [...args, ...make.installing]);
  process.start(programs.server, [
    ...args,
    ...make.serving,
    `--socket=${socketOf(process)}`,
    "--skip-networking",
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-buffer-pool-size=64M",
    "--innodb-stats-persistent=0",
    "--character-set-server=utf8mb4",
    `--collation-server=${make.collation}`,
    `--sql-mode=${[...make.modes, ...OUR_MODES].join()}`,
  ]);
};

const socketOf = ({ folder }: ServerProcess): string => join(folder, "socket");

/** Values as SQLite has them: numbers as numbers, dates and JSON as text. */
const connect = async (server: ServerProcess, client: Package): Promise<Connection> =>
  server.connect(() =>
    client.createConnection({
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
  make: Make,
  client: Package,
): Promise<ServerDriver> => {
  try {
    start(server, programs, make);
    const connection = await connect(server, client);
    const driver = mysqlDriver(connection, client, DATABASE, async () => {
      connection.destroy();
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

/** MariaDB comes with a program called as MySQL's too. */
const isOf = (make: Make, program: string): boolean =>
  /mariadb/i.test(execFileSync(program, ["--version"], { encoding: "utf8" })) ===
  (make === mariadb);

/** Looks for the programs of a server, for someone to run them, and for the package that speaks with it. */
const findServer = async (make: Make): Promise<FoundServer> => {
  const names = [make.program, make.install ?? make.program];
  const [server, install] = names.map(pathOf);
  if (!server || !install || !isOf(make, server))
    return { missing: `there are no programs of it (${[...new Set(names)].join(" and ")})` };
  const owner = findOwner(["mysql", "daemon"]);
  if (owner === undefined) return { missing: "root has no other user to run it" };
  try {
    const client = await import("mysql2/promise");
    const programs = { server, install };
    return { open: () => open(new ServerProcess(make.name, owner), programs, make, client) };
  } catch {
    return { missing: "the package mysql2 is not installed" };
  }
};

export const findMariadbServer = (): Promise<FoundServer> => findServer(mariadb);

export const findMysqlServer = (): Promise<FoundServer> => findServer(mysql);
