/** A prepared statement of SQLite. It allocates nothing for a value but the value. */
import type { RowVisitor, SqlParameter, SqlRow, SqlValue } from "./driver.ts";
import { prepare, refusal } from "./prepare.ts";
import type { SqliteConnection, ValueLayout } from "./sqlite-connection.ts";
import type { Pointer } from "./sqlite-functions.ts";
import { KIND, UTF8 } from "./value-layout.ts";

/** Result codes, see https://www.sqlite.org/rescode.html. */
const OK = 0;
const ROW = 100;
const DONE = 101;

/** Types of columns, see https://www.sqlite.org/c3ref/c_blob.html. */
const INTEGER = 1;
const FLOAT = 2;
const TEXT = 3;
const BLOB = 4;

/** SQLite copies the bound value. */
const TRANSIENT = -1;

/** The first list has room for the rows of the last run; each further list is larger by this factor. */
const MORE_ROWS = 4;
/** A statement that returned many rows may return few the next time. */
const MOST_EXPECTED = 64;
/** The most values of a list. V8 does not copy lists of this size when it collects garbage. */
const MOST_VALUES = 1 << 15;
/** The most rows of a list that is reused. */
const REUSED_ROWS = 256;
/** For fewer rows, a batch of texts does not pay. */
const ROWS_OF_A_BATCH = 16;
/** The position of a text that is not part of the batch. */
const ALONE = -1;

const NO_ROWS: readonly SqlRow[] = [];

/** Statements that set the count of changed rows. */
const WRITES = /^\s*(insert|update|delete|replace)\b/i;

/** Statements that cannot change the schema; a rollback can. */
const KEEPS_SCHEMA = /^\s*(?:select|values|insert|update|delete|replace|savepoint|release)\b/i;

/** A query for one row usually returns one row again; other counts vary. */
const expectedAfter = (count: number): number =>
  count === 1 ? 1 : Math.min(count + (count >> 1), MOST_EXPECTED);

export class PreparedStatement {
  /** In lower case, `insert`, `update`, `delete` or `replace`; null for other statements. */
  readonly writes: string | null;
  readonly keepsSchema: boolean;
  readonly #connection: SqliteConnection;
  readonly #statement: Pointer;
  #bound = 0;
  #columns: readonly string[] | null = null;
  /** The number of columns of the current row. */
  #width = 0;
  /** The number of rows that the first list has room for. */
  #expected = 1;

  /** @throws Error of SQLite */
  constructor(connection: SqliteConnection, text: string) {
    this.#connection = connection;
    this.writes = WRITES.exec(text)?.[1]?.toLowerCase() ?? null;
    this.keepsSchema = KEEPS_SCHEMA.test(text);
    this.#statement = prepare(connection, text);
  }

  /** Runs the statement. @throws Error of SQLite */
  run(parameters: readonly SqlParameter[]): readonly SqlRow[] {
    this.#bindAll(parameters);
    const { functions } = this.#connection;
    try {
      const code = functions._sqlite3_step(this.#statement);
      if (code === ROW) return this.#rows();
      this.#requireDone(code);
      return NO_ROWS;
    } finally {
      functions._sqlite3_reset(this.#statement);
    }
  }

  /** Runs the statement and passes each row to a visitor. @throws Error of SQLite */
  visit(parameters: readonly SqlParameter[], visitor: RowVisitor): void {
    this.#bindAll(parameters);
    const { functions } = this.#connection;
    try {
      const code = functions._sqlite3_step(this.#statement);
      if (code === ROW) this.#visitRows(visitor);
      else this.#requireDone(code);
    } finally {
      functions._sqlite3_reset(this.#statement);
    }
  }

  #rows(): readonly SqlRow[] {
    const rows: SqlRow[] = [];
    const visit = (values: SqlRow, start: number, end: number): void => {
      rows.push(values.slice(start, end));
    };
    this.#visitRows({ visit, keepsLists: false });
    return rows;
  }

  /** Starts with the current row. Rows share lists, because a list takes as long to create as a value. */
  #visitRows(visitor: RowVisitor): void {
    const { keepsLists } = visitor;
    const { functions, memory } = this.#connection;
    this.#width = functions._sqlite3_column_count(this.#statement);
    const width = this.#width;
    const most = keepsLists ? Math.max(1, Math.floor(MOST_VALUES / width)) : REUSED_ROWS;
    let values: SqlValue[] = [];
    let code = ROW;
    let count = 0;
    let rows = Math.min(this.#expected, most);
    for (; code === ROW; rows = Math.min(MORE_ROWS * rows, most)) {
      if (keepsLists || values.length < rows * width) values = new Array<SqlValue>(rows * width);
      const batched = rows >= ROWS_OF_A_BATCH;
      if (batched) memory.texts.start(values);
      let end = 0;
      for (; code === ROW && end < values.length; end += width) {
        this.#fill(values, end, batched);
        code = functions._sqlite3_step(this.#statement);
      }
      if (code !== ROW) this.#requireDone(code);
      if (batched) memory.texts.finish();
      if (keepsLists && end < values.length) values.length = end;
      for (let start = 0; start < end; start += width) visitor.visit(values, start, start + width);
      count += end / width;
    }
    this.#expected = expectedAfter(count);
  }

  #requireDone(code: number): void {
    if (code !== DONE) throw refusal(this.#connection);
  }

  /** The names of the columns of its rows. */
  get columns(): readonly string[] {
    this.#columns ??= this.#columnNames();
    return this.#columns;
  }

  /** After a change of the schema, `*` may select other columns. */
  forgetColumns(): void {
    this.#columns = null;
  }

  free(): void {
    this.#connection.functions._sqlite3_finalize(this.#statement);
  }

  #columnNames(): readonly string[] {
    const { functions } = this.#connection;
    const count = functions._sqlite3_column_count(this.#statement);
    return Array.from({ length: count }, (_, index) =>
      functions.UTF8ToString(functions._sqlite3_column_name(this.#statement, index)),
    );
  }

  /** Writes the values of the row to a list. If `batched`, texts may follow when the batch is finished. */
  #fill(values: SqlValue[], start: number, batched: boolean): void {
    const { layout, memory } = this.#connection;
    const width = this.#width;
    const place = batched ? start : ALONE;
    if (!layout) {
      for (let index = 0; index < width; index += 1) {
        values[start + index] = this.#called(index, batched ? place + index : ALONE);
      }
      return;
    }
    let value = memory.pointer(this.#statement + layout.first);
    for (let index = 0; index < width; index += 1) {
      values[start + index] = this.#seen(value, layout, index, batched ? place + index : ALONE);
      value += layout.size;
    }
  }

  /** Reads a value from the memory of SQLite. */
  #seen(value: Pointer, layout: ValueLayout, index: number, place: number): SqlValue {
    const { memory } = this.#connection;
    const { numbers } = memory;
    const flags = numbers.getUint16(value + layout.flags, true);
    if ((flags & KIND.NULL) !== 0) return null;
    if ((flags & (KIND.INTEGER | KIND.WHOLE_REAL)) !== 0) {
      return memory.integer(value + layout.number);
    }
    if ((flags & KIND.REAL) !== 0) return numbers.getFloat64(value + layout.number, true);
    const isText = (flags & KIND.TEXT) !== 0;
    if (!isText || numbers.getUint8(value + layout.encoding) !== UTF8) {
      return this.#called(index, place);
    }
    const start = numbers.getUint32(value + layout.address, true);
    return this.#text(start, numbers.getInt32(value + layout.length, true), place);
  }

  /** Reads a value by calls of SQLite's functions. */
  #called(index: number, place: number): SqlValue {
    const { functions, memory } = this.#connection;
    const statement = this.#statement;
    switch (functions._sqlite3_column_type(statement, index)) {
      case INTEGER: {
        const near = functions._sqlite3_column_double(statement, index);
        if (Number.isSafeInteger(near)) return near;
        const start = functions._sqlite3_column_text(statement, index);
        return BigInt(memory.text(start, functions._sqlite3_column_bytes(statement, index)));
      }
      case FLOAT:
        return functions._sqlite3_column_double(statement, index);
      case TEXT: {
        const start = functions._sqlite3_column_text(statement, index);
        return this.#text(start, functions._sqlite3_column_bytes(statement, index), place);
      }
      case BLOB: {
        const start = functions._sqlite3_column_blob(statement, index);
        return memory.bytes(start, functions._sqlite3_column_bytes(statement, index));
      }
      default:
        return null;
    }
  }

  #text(start: Pointer, length: number, place: number): string | null {
    const { memory } = this.#connection;
    if (place !== ALONE && memory.texts.take(memory.numbers, start, length, place)) return null;
    return memory.text(start, length);
  }

  #bindAll(parameters: readonly SqlParameter[]): void {
    const { length } = parameters;
    if (length < this.#bound) this.#connection.functions._sqlite3_clear_bindings(this.#statement);
    this.#bound = length;
    for (let index = 0; index < length; index += 1) {
      const value = parameters[index];
      if (value === undefined) continue;
      if (this.#bind(index + 1, value) !== OK) throw refusal(this.#connection);
    }
  }

  #bind(index: number, value: SqlParameter): number {
    const { functions, memory } = this.#connection;
    const statement = this.#statement;
    switch (typeof value) {
      case "number":
        return (value | 0) === value && !Object.is(value, -0)
          ? functions._sqlite3_bind_int(statement, index, value)
          : functions._sqlite3_bind_double(statement, index, value);
      case "boolean":
        return functions._sqlite3_bind_int(statement, index, value ? 1 : 0);
      case "bigint":
        return this.#bind(index, isBig(value) ? `${value}` : Number(value));
      case "string": {
        const length = memory.writeText(value);
        return functions._sqlite3_bind_text(statement, index, memory.buffer, length, TRANSIENT);
      }
      default: {
        // A null pointer is bound as NULL.
        if (value === null) return functions._sqlite3_bind_text(statement, index, 0, 0, TRANSIENT);
        memory.writeBytes(value);
        const { buffer } = memory;
        return functions._sqlite3_bind_blob(statement, index, buffer, value.length, TRANSIENT);
      }
    }
  }
}

/**
 * Whether the value is an integer for SQLite but not a safe integer for JavaScript. It is bound as text, because sql.js
 * exports no function to bind it; an integer column converts the text, and elsewhere the dialect casts it.
 */
const isBig = (value: bigint): boolean =>
  !Number.isSafeInteger(Number(value)) && BigInt.asIntN(64, value) === value;
