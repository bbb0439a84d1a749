/** What a bulk write says, before it becomes a statement. */
import type { TextRange } from "../base/index.ts";
import type { QueryExpression, QueryState, RowVariable, Said, Shape } from "./expression.ts";
import type { ColumnModel } from "./model.ts";

export type Assigned = { readonly column: ColumnModel; readonly value: QueryExpression };

/** What an upsert does about a row that is there already: nothing, when it assigns nothing. */
export type ConflictState = {
  readonly columns: readonly ColumnModel[];
  readonly assignments: readonly Assigned[];
  /** Which of the rows that are there are updated; null for all. */
  readonly where: QueryExpression | null;
};

/** The values of a row by column; null for what is left to the database. */
export type InsertedRow = readonly (QueryExpression | null)[];

type Common = {
  readonly variable: RowVariable;
  readonly origin: TextRange | undefined;
  readonly returning: Said<Shape> | null;
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
