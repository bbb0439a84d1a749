/** The program of a database server, run for one test: with data of its own, on a socket alone, gone after it. */
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

/** Servers refuse to be root, who can lend them another user; null for anyone else, undefined where there is none. */
export const findOwner = (users: readonly string[]): Owner | null | undefined => {
  if (process.getuid?.() !== 0) return null;
  for (const user of users) {
    try {
      return { uid: numberOf("-u", user), gid: numberOf("-g", user) };
    } catch {
      // The next one may be there.
    }
  }
  return undefined;
};

/** Started by this process, and ended by its number. */
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
  prepare(program: string, given: readonly string[]): void {
    execFileSync(program, given, this.#options);
  }

  start(program: string, given: readonly string[]): void {
    this.#process = spawn(program, given, this.#options);
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

  /** Ends the server, in order or at once; its data goes too. */
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
