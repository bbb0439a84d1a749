/** Splits an insert into statements: the rows of each have the same columns, and fit the limit on parameters. */
import type { QueryExpression } from "./expression.ts";
import type { ColumnModel } from "./model.ts";
import { partsOf } from "./walk.ts";
import type { ConflictState, InsertedRow, InsertState } from "./write-state.ts";

/** The number of parameters of a value. Those of a subquery are not counted. */
const parametersOf = (value: QueryExpression | null): number => {
  if (!value) return 0;
  if (value.kind === "value") return 1;
  return partsOf(value).reduce((sum, part) => sum + parametersOf(part), 0);
};

const sizeOf = (row: InsertedRow): number =>
  row.reduce((sum, value) => sum + parametersOf(value), 0);

/** Parameters reserved for the clauses of an upsert and for subqueries. */
const RESERVED = 256;

/** Whether two rows have values for the same columns. */
const isAlike = (a: InsertedRow, b: InsertedRow): boolean =>
  a.every((value, index) => (value === null) === (b[index] === null));

const isEmpty = (row: InsertedRow): boolean => row.every(value => value === null);

/** An upsert updates only columns that its rows have. */
const conflictOf = (
  { onConflict }: InsertState,
  columns: readonly ColumnModel[],
): ConflictState | null =>
  onConflict && {
    ...onConflict,
    assignments: onConflict.assignments.filter(
      ({ value }) => value.kind !== "givenColumn" || columns.includes(value.column),
    ),
  };

/** The insert of rows that are alike, without the columns that the database fills in. */
const portion = (state: InsertState, rows: readonly InsertedRow[]): InsertState => {
  const [first = []] = rows;
  if (!first.includes(null)) return { ...state, rows };
  const hasValue = (_: unknown, index: number) => first[index] !== null;
  const columns = state.columns.filter(hasValue);
  return {
    ...state,
    columns,
    rows: rows.map(row => row.filter(hasValue)),
    onConflict: conflictOf(state, columns),
  };
};

/** The inserts that together do the same, in order. `DEFAULT VALUES` inserts only one row, so an empty row is alone. */
export const insertPortions = (
  state: InsertState,
  mostParameters: number,
): readonly InsertState[] => {
  if (!Array.isArray(state.rows)) return [state];
  const portions: InsertedRow[][] = [];
  let total = 0;
  for (const row of state.rows as readonly InsertedRow[]) {
    const size = sizeOf(row);
    const current = portions.at(-1);
    const [first] = current ?? [];
    const fits = total + size <= mostParameters - RESERVED;
    if (current && first && fits && isAlike(first, row) && !isEmpty(row)) {
      current.push(row);
      total += size;
    } else {
      portions.push([row]);
      total = size;
    }
  }
  return portions.map(rows => portion(state, rows));
};
