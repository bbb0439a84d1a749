/** The smallest face of a database that the engine needs; it is the same inside a worker, across one, or over a network. */
import type { Answer } from "../base/index.ts";
import type { Dialect } from "../sql/index.ts";

/** A value as it comes out of a row. */
export type SqlValue = string | number | bigint | Uint8Array | null;

/** A value as it goes into a statement: SQLite has 0 and 1 for truth values. */
export type SqlParameter = SqlValue | boolean;

export type SqlRow = readonly SqlValue[];

export type QueryResult = {
  /** Names of the columns; empty for a statement that returns no rows. */
  readonly columns: readonly string[];
  readonly rows: readonly SqlRow[];
  /** Rows that the statement inserted, updated or deleted. */
  readonly changes: number;
  /** The key that an INSERT of one row made, in databases that number their rows and tell so. */
  readonly insertedKey?: number;
};

export type Driver = {
  /** What it speaks. It brings it along, so that nobody loads the dialects of other databases. */
  readonly dialect: Dialect;
  /**
   * Runs one statement.
   * @throws DatabaseError when the database refuses it.
   */
  query(text: string, parameters: readonly SqlParameter[]): Answer<QueryResult>;
  /** Shows the rows of a query one by one, where a driver can spare making a list of each. */
  visit?(text: string, parameters: readonly SqlParameter[], visitor: RowVisitor): Answer<void>;
  /** Runs a statement that writes once for each list of values, where that is faster than one by one. */
  writeEach?(text: string, lists: readonly (readonly SqlParameter[])[]): Answer<EachWritten>;
};

/** Sees rows: the values of each stand in a list from `start` on. */
export type RowVisitor = {
  visit(values: SqlRow, start: number): void;
  /** Whether it keeps the lists; if not, another row may be written over one that was seen. */
  readonly keepsLists: boolean;
};

/** What each run wrote. */
export type EachWritten = {
  readonly changes: readonly number[];
  /** The row that each gave back, where it gives rows back. */
  readonly returned: readonly SqlRow[];
  /** As in {@link QueryResult}; empty for what is no INSERT. */
  readonly insertedKeys: readonly number[];
};

/** A database within this very program, which answers at once. */
export type EmbeddedDriver = Omit<Driver, "query" | "visit" | "writeEach"> & {
  query(text: string, parameters?: readonly SqlParameter[]): QueryResult;
  visit(text: string, parameters: readonly SqlParameter[], visitor: RowVisitor): void;
  writeEach(text: string, lists: readonly (readonly SqlParameter[])[]): EachWritten;
  /** Runs `body` in a savepoint; what it throws takes back what it did. */
  transaction<Value>(body: () => Value): Value;
  /** The whole database as the bytes of a file. */
  export(): Uint8Array;
  close(): void;
};

/** The rule of a table that a statement would have broken, as far as the database tells. */
export type BrokenConstraint = {
  readonly kind: "unique" | "foreign key" | "not null" | "check";
  /** Null where the database does not say. */
  readonly table: string | null;
  readonly columns: readonly string[];
};

/** What a database says when it refuses a statement. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly statement: string;
  readonly constraint: BrokenConstraint | null;

  constructor(message: string, statement: string, constraint: BrokenConstraint | null = null) {
    super(message);
    this.statement = statement;
    this.constraint = constraint;
  }
}
