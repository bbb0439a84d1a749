/** Named queries over the shop. Each must give the same rows on every database. */
import { noCallSites, queryFunctions } from "../../query/index.ts";
import type { Database } from "./shop-entities.ts";

export type NamedQuery = {
  readonly run: (db: Database) => PromiseLike<unknown>;
  /** Reads the rows to compare after a write; by default the result of `run`. */
  readonly then?: (db: Database) => PromiseLike<unknown>;
  readonly ordered?: boolean;
  /** The equivalent SQL for SQLite. */
  readonly means?: string;
};

export type Suite = Readonly<Record<string, NamedQuery>>;

export const functions = queryFunctions(noCallSites);
