/** A real PostgreSQL server, where this machine has one. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { CustomTypesConfig } from "pg";
import type { SqlRow } from "../drivers/index.ts";
import { postgresDriver, postgresParsers } from "./postgres-driver.ts";
import type { FoundServer, ServerDriver } from "./server-driver.ts";
import { findOwner, findPrograms, ServerProcess } from "./server-process.ts";

const USER = "tester";
const DEBIAN = "/usr/lib/postgresql";

/** Debian keeps them apart by version, and off the PATH. */
const debianFolders = (): readonly string[] => {
  try {
    const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
    return versions.map(version => join(DEBIAN, version, "bin"));
  } catch {
    return [];
  }
};

type Package = typeof import("pg")["default"];

const start = (server: ServerProcess, programs: string): void => {
  const data = join(server.folder, "data");
  const args = ["-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"];
  server.prepare(join(programs, "initdb"), args);
  const settings = ["listen_addresses=", "fsync=off", "max_connections=10"];
  const options = settings.flatMap(setting => ["-c", setting]);
  server.start(join(programs, "postgres"), ["-D", data, "-k", server.folder, ...options]);
};

const connect = async (server: ServerProcess, { Client, types: known }: Package) => {
  const types: CustomTypesConfig = {
    getTypeParser: ((oid: number, format: "text") =>
      postgresParsers[oid] ?? known.getTypeParser(oid, format)) as typeof known.getTypeParser,
  };
  const settings = { host: server.folder, user: USER, database: "postgres", types };
  return server.connect(async () => {
    const client = new Client(settings);
    await client.connect();
    return client;
  });
};

const open = async (
  server: ServerProcess,
  programs: string,
  pg: Package,
): Promise<ServerDriver> => {
  try {
    start(server, programs);
    const client = await connect(server, pg);
    return postgresDriver({
      async query(text, parameters) {
        const values = [...parameters];
        const result = await client.query<SqlRow & unknown[]>({ text, values, rowMode: "array" });
        const columns = result.fields.map(field => field.name);
        const changes = result.command === "SELECT" ? 0 : (result.rowCount ?? 0);
        return { columns, rows: result.rows, changes };
      },
      run: script => client.query(script),
      async close() {
        await client.end();
        await server.stop("SIGINT");
      },
    });
  } catch (thrown) {
    await server.stop("SIGINT");
    throw thrown;
  }
};

/** Looks for the programs of a server, for someone to run them, and for the package that speaks with it. */
export const findPostgresServer = async (): Promise<FoundServer> => {
  const programs = findPrograms(["initdb", "postgres"], debianFolders());
  if (!programs) return { missing: "there are no programs initdb and postgres" };
  const owner = findOwner(["postgres", "daemon"]);
  if (owner === undefined) return { missing: "root has no other user to run it" };
  try {
    const { default: pg } = await import("pg");
    return { open: () => open(new ServerProcess("postgres", owner), programs, pg) };
  } catch {
    return { missing: "the package pg is not installed" };
  }
};
