/** Bulk writes, before they become statements. */
import type { TextRange } from "../base/index.ts";
import type {
  Projection,
  QueryExpression,
  QueryState,
  RowVariable,
  Sourced,
} from "./expression.ts";
import type { ColumnModel, KeyModel } from "./model.ts";

export type Assigned = { readonly column: ColumnModel; readonly value: QueryExpression };

/** What an upsert does with a row that exists: nothing, if there are no assignments. */
export type ConflictState = {
  readonly key: KeyModel;
  readonly assignments: readonly Assigned[];
  /** Which existing rows are updated; null updates all. */
  readonly where: QueryExpression | null;
};

/** The values of a row by column; null leaves the column to the database. */
export type InsertedRow = readonly (QueryExpression | null)[];

type Common = {
  readonly variable: RowVariable;
  readonly origin: TextRange | undefined;
  readonly returning: Sourced<Projection> | null;
};

export type InsertState = Extract<WriteState, { kind: "insert" }>;

export type WriteState = Common &
  (
    | {
        readonly kind: "insert";
        readonly columns: readonly ColumnModel[];
        readonly rows: readonly InsertedRow[] | QueryState;
        readonly onConflict: ConflictState | null;
      }
    | {
        readonly kind: "update";
        readonly query: QueryState;
        readonly assignments: readonly Assigned[];
      }
    | { readonly kind: "delete"; readonly query: QueryState }
  );
