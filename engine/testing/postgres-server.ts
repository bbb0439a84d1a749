/** A real PostgreSQL server, where this machine has one: of its own data, on a socket alone, gone after the test. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, chownSync, constants, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Client, CustomTypesConfig } from "pg";
import type { SqlRow } from "../drivers/index.ts";
import { type PostgresDriver, postgresDriver, postgresParsers } from "./postgres-driver.ts";

const USER = "tester";
const DEBIAN = "/usr/lib/postgresql";
const PATIENCE_MS = 30_000;

/** Opens the server, or says why there is none. */
export type FoundServer =
  | { readonly open: () => Promise<PostgresDriver> }
  | { readonly missing: string };

const isThere = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Debian keeps them apart by version, and off the PATH. */
const debianFolders = (): readonly string[] => {
  try {
    const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
    return versions.map(version => join(DEBIAN, version, "bin"));
  } catch {
    return [];
  }
};

const findPrograms = (): string | undefined =>
  [...(process.env.PATH ?? "").split(delimiter), ...debianFolders()].find(
    folder => isThere(join(folder, "initdb")) && isThere(join(folder, "postgres")),
  );

type Owner = { readonly uid: number; readonly gid: number };

const numberOf = (flag: "-u" | "-g", user: string): number =>
  Number(execFileSync("id", [flag, user], { encoding: "utf8", stdio: "pipe" }));

/** The server refuses to be root, who can lend it another user. */
const findOwner = (): Owner | null | undefined => {
  if (process.getuid?.() !== 0) return null;
  for (const user of ["postgres", "nobody"]) {
    try {
      return { uid: numberOf("-u", user), gid: numberOf("-g", user) };
    } catch {
      // The next one may be there.
    }
  }
  return undefined;
};

type Package = typeof import("pg")["default"];

/** Started by this process, and ended by its number. */
class Server {
  readonly #folder = mkdtempSync(join(tmpdir(), "stele-postgres-"));
  readonly #programs: string;
  readonly #owner: Owner | null;
  #process: ChildProcess | null = null;

  constructor(programs: string, owner: Owner | null) {
    this.#programs = programs;
    this.#owner = owner;
    if (owner) chownSync(this.#folder, owner.uid, owner.gid);
  }

  start(): void {
    const options = { ...this.#owner, cwd: this.#folder, stdio: "ignore" } as const;
    const data = join(this.#folder, "data");
    const made = ["-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"];
    execFileSync(join(this.#programs, "initdb"), made, options);
    const settings = ["listen_addresses=", "fsync=off", "max_connections=10"];
    const said = settings.flatMap(setting => ["-c", setting]);
    const program = join(this.#programs, "postgres");
    this.#process = spawn(program, ["-D", data, "-k", this.#folder, ...said], options);
    process.once("exit", this.#end);
  }

  /** The server needs a moment before it listens. */
  async connect({ Client: PostgresClient, types: known }: Package): Promise<Client> {
    const types: CustomTypesConfig = {
      getTypeParser: ((oid: number, format: "text") =>
        postgresParsers[oid] ?? known.getTypeParser(oid, format)) as typeof known.getTypeParser,
    };
    const settings = { host: this.#folder, user: USER, database: "postgres", types };
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const client = new PostgresClient(settings);
      try {
        await client.connect();
        return client;
      } catch (thrown) {
        if (Date.now() > end || this.#process?.exitCode !== null) throw thrown;
        await pause(50);
      }
    }
  }

  async stop(): Promise<void> {
    process.off("exit", this.#end);
    const running = this.#process;
    if (running && running.exitCode === null) {
      const ended = once(running, "exit");
      running.kill("SIGINT");
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  readonly #end = (): void => {
    this.#process?.kill("SIGQUIT");
    rmSync(this.#folder, { recursive: true, force: true });
  };
}

const open = async (server: Server, pg: Package): Promise<PostgresDriver> => {
  try {
    server.start();
    const client = await server.connect(pg);
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
        await server.stop();
      },
    });
  } catch (thrown) {
    await server.stop();
    throw thrown;
  }
};

/** Looks for the programs of a server, for someone to run them, and for the package that speaks with it. */
export const findPostgresServer = async (): Promise<FoundServer> => {
  const programs = findPrograms();
  if (!programs) return { missing: "there are no programs initdb and postgres" };
  const owner = findOwner();
  if (owner === undefined) return { missing: "root has no other user to run it" };
  try {
    const { default: pg } = await import("pg");
    return { open: () => open(new Server(programs, owner), pg) };
  } catch {
    return { missing: "the package pg is not installed" };
  }
};
