/** The process of a database server for one test file: with a temporary data folder, reachable by a socket only. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, chownSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const PATIENCE_MS = 30_000;

const isThere = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The first folder of the PATH, or of the further ones, that has all of the programs. */
export const findPrograms = (
  names: readonly string[],
  further: readonly string[],
): string | undefined =>
  [...(process.env.PATH ?? "").split(delimiter), ...further].find(folder =>
    names.every(name => isThere(join(folder, name))),
  );

export type Owner = { readonly uid: number; readonly gid: number };

const numberOf = (flag: "-u" | "-g", user: string): number =>
  Number(execFileSync("id", [flag, user], { encoding: "utf8", stdio: "pipe" }));

/** The user that a server runs as if this process is root, which servers reject. Null if it is not root; undefined if no user exists. */
export const findOwner = (users: readonly string[]): Owner | null | undefined => {
  if (process.getuid?.() !== 0) return null;
  for (const user of users) {
    try {
      return { uid: numberOf("-u", user), gid: numberOf("-g", user) };
    } catch {
      // The user does not exist.
    }
  }
  return undefined;
};

/** A process that is started here, and ended by its id. */
export class ServerProcess {
  readonly folder: string;
  readonly #owner: Owner | null;
  #process: ChildProcess | null = null;

  constructor(name: string, owner: Owner | null) {
    this.folder = mkdtempSync(join(tmpdir(), `stele-${name}-`));
    this.#owner = owner;
    if (owner) chownSync(this.folder, owner.uid, owner.gid);
  }

  get #options() {
    return { ...this.#owner, cwd: this.folder, stdio: "ignore" } as const;
  }

  /** Runs a program to its end, as the one that makes the files of the data. */
  prepare(program: string, args: readonly string[]): void {
    execFileSync(program, args, this.#options);
  }

  start(program: string, args: readonly string[]): void {
    this.#process = spawn(program, args, this.#options);
    process.once("exit", this.#end);
  }

  /** A server needs a moment before it listens. */
  async connect<Client>(attempt: () => Promise<Client>): Promise<Client> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        return await attempt();
      } catch (thrown) {
        if (Date.now() > end || this.#process?.exitCode !== null) throw thrown;
        await pause(50);
      }
    }
  }

  /** Stops the server, gracefully or at once, and deletes its data. */
  async stop(signal: NodeJS.Signals): Promise<void> {
    process.off("exit", this.#end);
    const running = this.#process;
    if (running && running.exitCode === null) {
      const ended = once(running, "exit");
      running.kill(signal);
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  readonly #end = (): void => {
    this.#process?.kill("SIGQUIT");
    rmSync(this.folder, { recursive: true, force: true });
  };
}
