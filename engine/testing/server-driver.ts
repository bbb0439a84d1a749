/** What tests need of a database that keeps its rows elsewhere. */
import type { Driver } from "../drivers/index.ts";

export type ServerDriver = Driver & {
  /** Runs statements without parameters. */
  run(script: string): Promise<void>;
  /** Empties it, and runs other statements. */
  renew(statements: readonly string[]): Promise<void>;
  /** Runs statements whose rows may refer to rows that come later. */
  withoutForeignKeys(statements: readonly string[]): Promise<void>;
  close(): Promise<void>;
};

/** Opens a server, or describes why none is available. */
export type FoundServer =
  | { readonly open: () => Promise<ServerDriver> }
  | { readonly missing: string };
