/** Sets of an entity's columns. There is one object for each set, so the texts of its statements are cached with it. */
import { memoize } from "../../../base/index.ts";
import type { ColumnModel, EntityModel } from "../../../query/index.ts";
import { CachedText } from "../../statements/cached-statement.ts";

export class ColumnSet {
  readonly columns: readonly ColumnModel[];
  /** The columns that have a value. */
  readonly valued: readonly ColumnModel[];
  /** The text of an INSERT of these columns. */
  readonly insertText = new CachedText();
  /** The text of a SELECT of these columns by primary key. */
  readonly selectText = new CachedText();
  /** The text of a DELETE by these columns. */
  readonly deleteText = new CachedText();
  readonly #updateTexts = new Map<ColumnSet, CachedText>();
  readonly #larger: ColumnSet[] = [];
  readonly #nulls: ColumnSet[] = [];
  #names: string | null = null;

  constructor(columns: readonly ColumnModel[], valued = columns) {
    this.columns = columns;
    this.valued = valued;
  }

  /** The names of the columns, for messages. */
  get names(): string {
    this.#names ??= this.columns.map(({ name }) => name).join(", ");
    return this.#names;
  }

  get isEmpty(): boolean {
    return this.columns.length === 0;
  }

  has(column: ColumnModel): boolean {
    return this.columns.includes(column);
  }

  /** The set with another column. */
  with(column: ColumnModel): ColumnSet {
    const known = this.#larger[column.index];
    if (known) return known;
    const larger = this.has(column) ? this : new ColumnSet([...this.columns, column]);
    this.#larger[column.index] = larger;
    return larger;
  }

  /** The set with another column without a value. Its statements have other texts: `IS NULL` instead of `= ?`. */
  andNull(column: ColumnModel): ColumnSet {
    this.#nulls[column.index] ??= new ColumnSet([...this.columns, column], this.columns);
    return this.#nulls[column.index] as ColumnSet;
  }

  /** The text of an UPDATE of these columns, by the columns of a row predicate. */
  updateText(predicate: ColumnSet): CachedText {
    const known = this.#updateTexts.get(predicate);
    if (known) return known;
    const text = new CachedText();
    this.#updateTexts.set(predicate, text);
    return text;
  }
}

/** Whether two lists of columns overlap. */
export const meets = (columns: readonly ColumnModel[], others: ReadonlySet<ColumnModel>): boolean =>
  columns.some(column => others.has(column));

/** The empty set, from which all others are derived. */
export const noColumns = memoize((_: EntityModel) => new ColumnSet([]));

export const columnSetOf = (model: EntityModel, columns: readonly ColumnModel[]): ColumnSet =>
  columns.reduce((set, column) => set.with(column), noColumns(model));

/** The columns that the database computes from others. */
export const computedColumns = memoize((model: EntityModel) =>
  columnSetOf(
    model,
    model.columns.filter(({ isComputed }) => isComputed),
  ),
);

/** The columns of the primary key. */
export const keyColumns = memoize((model: EntityModel) => columnSetOf(model, model.primaryKey));
