/** Sets of an entity's columns. Each is made once, so that what was found out about it is found again. */
import { memoize } from "../../../base/index.ts";
import type { ColumnModel, EntityModel } from "../../../query/index.ts";
import { CachedText } from "../../statements/cached-statement.ts";

export class ColumnSet {
  readonly columns: readonly ColumnModel[];
  /** Those of them that have a value. */
  readonly valued: readonly ColumnModel[];
  /** Of an INSERT that gives these columns. */
  readonly insertText = new CachedText();
  /** Of a SELECT of these columns of the row with a primary key. */
  readonly selectText = new CachedText();
  /** Of a DELETE by these columns. */
  readonly deleteText = new CachedText();
  readonly #updateTexts = new Map<ColumnSet, CachedText>();
  readonly #larger: ColumnSet[] = [];
  readonly #nulls: ColumnSet[] = [];

  constructor(columns: readonly ColumnModel[], valued = columns) {
    this.columns = columns;
    this.valued = valued;
  }

  get isEmpty(): boolean {
    return this.columns.length === 0;
  }

  has(column: ColumnModel): boolean {
    return this.columns.includes(column);
  }

  /** The set with one column more. */
  with(column: ColumnModel): ColumnSet {
    const known = this.#larger[column.index];
    if (known) return known;
    const larger = this.has(column) ? this : new ColumnSet([...this.columns, column]);
    this.#larger[column.index] = larger;
    return larger;
  }

  /** The set with one column more that has no value: set apart, for the texts of its statements are others. */
  andNull(column: ColumnModel): ColumnSet {
    this.#nulls[column.index] ??= new ColumnSet([...this.columns, column], this.columns);
    return this.#nulls[column.index] as ColumnSet;
  }

  /** Of an UPDATE that writes these columns of a row that is found by others. */
  updateText(found: ColumnSet): CachedText {
    const known = this.#updateTexts.get(found);
    if (known) return known;
    const text = new CachedText();
    this.#updateTexts.set(found, text);
    return text;
  }
}

/** Whether one of some columns is among others. */
export const meets = (columns: readonly ColumnModel[], others: ReadonlySet<ColumnModel>): boolean =>
  columns.some(column => others.has(column));

/** The empty set, from which all others are made. */
export const noColumns = memoize((_: EntityModel) => new ColumnSet([]));

export const columnSetOf = (model: EntityModel, columns: readonly ColumnModel[]): ColumnSet =>
  columns.reduce((set, column) => set.with(column), noColumns(model));

/** The columns that the database computes of others. */
export const computedColumns = memoize((model: EntityModel) =>
  columnSetOf(
    model,
    model.columns.filter(({ isComputed }) => isComputed),
  ),
);

/** The columns of the primary key. */
export const keyColumns = memoize((model: EntityModel) => columnSetOf(model, model.primaryKey));
