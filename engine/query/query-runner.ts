/** The interface of what runs queries: a session. */
import type { TextRange } from "../base/index.ts";
import type { ParameterValue } from "../sql/index.ts";
import type { CallSites } from "./call-site.ts";
import type { QueryExpression, QueryState } from "./expression.ts";
import type { EntityModel } from "./model.ts";
import type { WriteState } from "./write-state.ts";

/** A raw statement. */
export type RawQuery = {
  readonly texts: readonly string[];
  readonly holes: readonly QueryExpression[];
  /** The entity of its rows; null for plain rows. */
  readonly entity: EntityModel | null;
  readonly origin: TextRange | undefined;
};

/** An entity or a row of a selection, and its values of the order keys. */
export type PageRow = { readonly item: unknown; readonly keys: readonly ParameterValue[] };

export type QueryRunner = {
  readonly callSites: CallSites;
  /** The default position of nulls in this database. */
  readonly nulls: "smallest" | "largest";
  entities(state: QueryState): Promise<readonly object[]>;
  /** Entities or rows of a selection, in a unique order. */
  page(state: QueryState): Promise<readonly PageRow[]>;
  rows(state: QueryState): Promise<readonly unknown[]>;
  count(state: QueryState, origin: TextRange | undefined): Promise<number>;
  /** The number of written rows, and the values that the statement returns. */
  write(state: WriteState): Promise<WriteResult>;
  raw(query: RawQuery): Promise<readonly unknown[]>;
  find(entity: EntityModel, key: unknown): Promise<object | null>;
  create(entity: EntityModel, values: Readonly<Record<string, unknown>>): object;
};

export type WriteResult = { readonly changes: number; readonly rows: readonly unknown[] };
