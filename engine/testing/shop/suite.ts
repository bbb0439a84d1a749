/** Named queries over the shop. Each must give the same rows on every database. */
import { noCallSites, queryFunctions } from "../../query/index.ts";
import type { Database } from "./shop-entities.ts";

export type NamedQuery = {
  readonly run: (db: Database) => PromiseLike<unknown>;
  /** What is compared after a write; the answer of `run` otherwise. */
  readonly then?: (db: Database) => PromiseLike<unknown>;
  readonly ordered?: boolean;
  /** What one would run SQLite for by hand. */
  readonly means?: string;
};

export type Suite = Readonly<Record<string, NamedQuery>>;

export const functions = queryFunctions(noCallSites);
