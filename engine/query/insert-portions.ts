/**
 * Splits an insert into statements: the rows of each have the same columns, fit the limit on parameters, and have
 * different keys if existing rows are updated.
 */
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

/** The value of a key of a row: null if it equals no other, undefined if only the database knows it. */
const keyValue = (
  row: InsertedRow,
  { columns, onConflict }: InsertState,
): string | null | undefined => {
  const parts: string[] = [];
  let isKnown = true;
  for (const column of onConflict?.key.columns ?? []) {
    const value = row[columns.indexOf(column)] ?? null;
    if (value?.kind === "value" ? value.value === null : !value && !column.hasDefault) return null;
    if (value?.kind === "value") parts.push(String(value.value));
    else isKnown = false;
  }
  return isKnown ? JSON.stringify(parts) : undefined;
};

/** The keys of the rows of one statement. PostgreSQL rejects an upsert that would write a row twice. */
class StatementKeys {
  readonly #state: InsertState;
  readonly #isUpdating: boolean;
  #keys = new Set<string>();
  #hasUnknown = false;

  constructor(state: InsertState) {
    this.#state = state;
    this.#isUpdating = (state.onConflict?.assignments.length ?? 0) > 0;
  }

  /** Adds the key of a row. False if it may be a key of the statement already: then the row begins the next one. */
  add(row: InsertedRow): boolean {
    if (!this.#isUpdating) return true;
    const key = keyValue(row, this.#state);
    if (key === null) return true;
    const mayRepeat = key === undefined || this.#hasUnknown || this.#keys.has(key);
    if (mayRepeat) this.#keys = new Set();
    this.#hasUnknown = key === undefined;
    if (key !== undefined) this.#keys.add(key);
    return !mayRepeat;
  }
}

/** The inserts that together do the same, in order. `DEFAULT VALUES` inserts only one row, so an empty row is alone. */
export const insertPortions = (
  state: InsertState,
  mostParameters: number,
): readonly InsertState[] => {
  if (!Array.isArray(state.rows)) return [state];
  const portions: InsertedRow[][] = [];
  const keys = new StatementKeys(state);
  let total = 0;
  for (const row of state.rows as readonly InsertedRow[]) {
    const size = sizeOf(row);
    const current = portions.at(-1);
    const [first] = current ?? [];
    const fits = total + size <= mostParameters - RESERVED;
    const isNew = keys.add(row);
    if (current && first && fits && isNew && isAlike(first, row) && !isEmpty(row)) {
      current.push(row);
      total += size;
    } else {
      portions.push([row]);
      total = size;
    }
  }
  return portions.map(rows => portion(state, rows));
};
