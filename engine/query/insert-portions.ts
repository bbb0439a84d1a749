/** An insert as the statements that it takes: each with rows that say the same, and no more than a database takes. */
import { partsOf, type QueryExpression } from "./expression.ts";
import type { ColumnModel } from "./model.ts";
import type { ConflictState, InsertedRow, InsertState } from "./write-state.ts";

/** How many parameters a value takes; a query within it may take some that nobody counts here. */
const parametersOf = (value: QueryExpression | null): number => {
  if (!value) return 0;
  if (value.kind === "value") return 1;
  return partsOf(value).reduce((sum, part) => sum + parametersOf(part), 0);
};

const sizeOf = (row: InsertedRow): number =>
  row.reduce((sum, value) => sum + parametersOf(value), 0);

/** Of what an upsert or a subquery says besides. */
const ROOM = 256;

/** Whether two rows leave the same columns to the database. */
const isAlike = (a: InsertedRow, b: InsertedRow): boolean =>
  a.every((value, index) => (value === null) === (b[index] === null));

const isEmpty = (row: InsertedRow): boolean => row.every(value => value === null);

/** What the rows of an upsert do not say is not taken from them. */
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

/** The insert of rows that are alike, without the columns that they leave to the database. */
const portion = (state: InsertState, rows: readonly InsertedRow[]): InsertState => {
  const [first = []] = rows;
  if (!first.includes(null)) return { ...state, rows };
  const isGiven = (_: unknown, index: number) => first[index] !== null;
  const columns = state.columns.filter(isGiven);
  return {
    ...state,
    columns,
    rows: rows.map(row => row.filter(isGiven)),
    onConflict: conflictOf(state, columns),
  };
};

/**
 * The inserts that stand for one, in its order. A row that leaves everything to the database stands alone: SQL has no
 * words for several of them.
 */
export const insertPortions = (
  state: InsertState,
  mostParameters: number,
): readonly InsertState[] => {
  if (!Array.isArray(state.rows)) return [state];
  const portions: InsertedRow[][] = [];
  let taken = 0;
  for (const row of state.rows as readonly InsertedRow[]) {
    const size = sizeOf(row);
    const current = portions.at(-1);
    const [first] = current ?? [];
    const fits = taken + size <= mostParameters - ROOM;
    if (current && first && fits && isAlike(first, row) && !isEmpty(row)) {
      current.push(row);
      taken += size;
    } else {
      portions.push([row]);
      taken = size;
    }
  }
  return portions.map(rows => portion(state, rows));
};
