/** The first rows of a result and the number of all. */
import type { RowSlice, RowVisitor, SqlRow } from "./driver.ts";
import type { LoggedResult } from "./statement-event.ts";

/** More rows of one statement than a person reads. */
export const ROWS_PER_EVENT = 500;

/** Notes rows on their way to another visitor. A row is copied only if its list is going to be reused. */
export class RowSample implements RowVisitor, LoggedResult {
  /** Known after the visit. */
  columns: readonly string[] = [];
  /** A query changes nothing. */
  readonly changes = 0;
  readonly keepsLists: boolean;
  readonly #visitor: RowVisitor;
  readonly #slices: RowSlice[] = [];
  #count = 0;

  constructor(visitor: RowVisitor) {
    this.#visitor = visitor;
    this.keepsLists = visitor.keepsLists;
  }

  visit(values: SqlRow, start: number, end: number): void {
    if (this.#count < ROWS_PER_EVENT) this.note(values, start, end);
    this.#count += 1;
    this.#visitor.visit(values, start, end);
  }

  get rowCount(): number {
    return this.#count;
  }

  get rows(): readonly SqlRow[] {
    return this.#slices.map(({ values, start, end }) => values.slice(start, end));
  }

  protected note(values: SqlRow, start: number, end: number): void {
    this.#slices.push(
      this.keepsLists
        ? { values, start, end }
        : { values: values.slice(start, end), start: 0, end: end - start },
    );
  }
}
