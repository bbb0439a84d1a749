/** Whoever can run a query: a session. */
import type { TextRange } from "../base/index.ts";
import type { ParameterValue } from "../sql/index.ts";
import type { CallSites } from "./call-site.ts";
import type { QueryExpression, QueryState } from "./expression.ts";
import type { EntityModel } from "./model.ts";
import type { WriteState } from "./write-state.ts";

/** A person's own statement. */
export type RawQuery = {
  readonly texts: readonly string[];
  readonly holes: readonly QueryExpression[];
  /** What its rows are; null for rows as they are. */
  readonly entity: EntityModel | null;
  readonly origin: TextRange | undefined;
};

/** An entity, and its values in the keys of the order that it was found in. */
export type PageRow = { readonly entity: object; readonly keys: readonly ParameterValue[] };

export type QueryRunner = {
  readonly callSites: CallSites;
  /** Where the database sorts nulls that nobody gave a place. */
  readonly nulls: "smallest" | "largest";
  entities(state: QueryState): Promise<readonly object[]>;
  /** Entities in a unique order. */
  page(state: QueryState): Promise<readonly PageRow[]>;
  rows(state: QueryState): Promise<readonly unknown[]>;
  count(state: QueryState, origin: TextRange | undefined): Promise<number>;
  /** Rows that were written; their values, where the statement gives some back. */
  write(state: WriteState): Promise<WriteResult>;
  raw(query: RawQuery): Promise<readonly unknown[]>;
  find(entity: EntityModel, key: unknown): Promise<object | null>;
  create(entity: EntityModel, values: Readonly<Record<string, unknown>>): object;
};

export type WriteResult = { readonly changes: number; readonly rows: readonly unknown[] };
