/**
 * Queries as plain data, for other threads and for storage. `structuredClone` copies them, and JSON stores them unless
 * they contain bytes or big integers. Tables, columns and relations are referenced by their ids in the document.
 */
import { present } from "../base/index.ts";
import type { ColumnId, SchemaDocument, TableId } from "../schema/index.ts";
import { derivedModel } from "./derived.ts";
import type { CommonTableState, Derived, QueryState, RowVariable } from "./expression.ts";
import {
  type ColumnModel,
  type EntityModel,
  type Model,
  modelOf,
  type RelationModel,
} from "./model.ts";
import { nodeLists, recordLists } from "./query-fields.ts";
import { Rebuilder } from "./rebuild.ts";

/** A relation, by the table that it starts from and its name there. */
export type RelationReference = { readonly table: TableId; readonly name: string };

type Scalar = string | number | bigint | boolean | null | undefined | Uint8Array;

/** A part of a query as plain data. Rows and common tables are numbers: indexes in the lists of the query. */
export type Plain<Value> = Value extends Scalar
  ? Value
  : Value extends RowVariable | CommonTableState
    ? number
    : Value extends ColumnModel
      ? ColumnId
      : Value extends RelationModel
        ? RelationReference
        : Value extends readonly (infer Each)[]
          ? readonly Plain<Each>[]
          : { readonly [Name in keyof Value]: Plain<Value[Name]> };

type Optional = { readonly optional?: boolean };

/** A row of a table, or a row of another query with its own columns. */
export type PlainRow =
  | (Optional & { readonly table: TableId; readonly derived?: never })
  | (Optional & {
      readonly name: string;
      readonly columns: readonly ColumnModel[];
      readonly derived: Plain<Derived>;
    });

export type PlainCommonTable = {
  readonly name: string;
  readonly recursive: boolean;
  readonly query: Plain<QueryState>;
};

export type PlainQuery = {
  readonly rows: readonly PlainRow[];
  readonly commonTables: readonly PlainCommonTable[];
  readonly query: Plain<QueryState>;
};

class PlainWriter {
  readonly rows: PlainRow[] = [];
  readonly commonTables: PlainCommonTable[] = [];
  readonly #rowNumbers = new Map<RowVariable, number>();
  readonly #tableNumbers = new Map<CommonTableState, number>();
  /** The columns of tables keep their ids; the columns of derived rows get ids that are unique in the query. */
  readonly #tableColumns = new Set<ColumnModel>();
  readonly #columnIds = new Map<ColumnModel, ColumnId>();
  readonly #rebuilder = new Rebuilder({
    row: (row: RowVariable) => this.#row(row),
    table: (table: CommonTableState) => this.#commonTable(table),
    relation: ({ source, name }: RelationModel) => ({ table: source.tableId, name }),
    column: (column: ColumnModel) => this.#columnIds.get(column) ?? column.id,
  });

  query(state: QueryState): Plain<QueryState> {
    const plain: object = this.#rebuilder.record(state, recordLists.query);
    return plain as Plain<QueryState>;
  }

  #row(row: RowVariable): number {
    const known = this.#rowNumbers.get(row);
    if (known !== undefined) return known;
    const number = this.#rowNumbers.size;
    this.#rowNumbers.set(row, number);
    const { entity, derived, ...optional } = row;
    if (!derived) for (const column of entity.columns) this.#tableColumns.add(column);
    this.rows[number] = derived
      ? { ...this.#derived(entity, derived, number), ...optional }
      : { table: entity.tableId, ...optional };
    return number;
  }

  #derived({ name, columns }: EntityModel, derived: Derived, row: number) {
    const plain: object = this.#rebuilder.record(derived, nodeLists[derived.kind]);
    for (const column of columns) {
      if (this.#tableColumns.has(column) || this.#columnIds.has(column)) continue;
      this.#columnIds.set(column, `row:${row}:${column.index}` as ColumnId);
    }
    const withIds = columns.map(column => ({
      ...column,
      id: this.#columnIds.get(column) ?? column.id,
    }));
    return { name, columns: withIds, derived: plain as Plain<Derived> };
  }

  #commonTable(table: CommonTableState): number {
    const known = this.#tableNumbers.get(table);
    if (known !== undefined) return known;
    const number = this.#tableNumbers.size;
    this.#tableNumbers.set(table, number);
    const { name, recursive } = table;
    this.commonTables[number] = { name, recursive, query: this.query(table.query) };
    return number;
  }
}

class PlainReader {
  readonly #plain: PlainQuery;
  readonly #entities: ReadonlyMap<TableId, EntityModel>;
  readonly #columns = new Map<ColumnId, ColumnModel>();
  readonly #rows = new Map<number, RowVariable>();
  readonly #tables = new Map<number, CommonTableState>();
  readonly #rebuilder = new Rebuilder({
    row: (row: number) => this.#row(row),
    table: (table: number) => this.#commonTable(table),
    relation: ({ table, name }: RelationReference) =>
      present(this.#entity(table).relations.get(name), `relation ${name}`),
    column: (id: ColumnId) => present(this.#columns.get(id), `column ${id}`),
  });

  constructor(plain: PlainQuery, { entities }: Model) {
    this.#plain = plain;
    this.#entities = new Map([...entities.values()].map(entity => [entity.tableId, entity]));
    for (const { columns } of entities.values()) {
      for (const column of columns) this.#columns.set(column.id, column);
    }
  }

  query(plain: Plain<QueryState>): QueryState {
    const state: object = this.#rebuilder.record(plain, recordLists.query);
    return state as QueryState;
  }

  #entity(table: TableId): EntityModel {
    return present(this.#entities.get(table), `table ${table}`);
  }

  #row(number: number): RowVariable {
    const known = this.#rows.get(number);
    if (known) return known;
    const row = this.#newRow(present(this.#plain.rows[number], `row ${number}`));
    this.#rows.set(number, row);
    return row;
  }

  #newRow(row: PlainRow): RowVariable {
    if (!row.derived) {
      const { table, ...optional } = row;
      return { entity: this.#entity(table), ...optional };
    }
    const { name, columns, derived, ...optional } = row;
    const model = derivedModel(
      name,
      columns.map(column => this.#column(column)),
    );
    const state: object = this.#rebuilder.record(derived, nodeLists[derived.kind]);
    return { entity: model, derived: state as Derived, ...optional };
  }

  /** One object per column: rows of one derived table share their columns. */
  #column(column: ColumnModel): ColumnModel {
    const known = this.#columns.get(column.id);
    if (known) return known;
    this.#columns.set(column.id, column);
    return column;
  }

  /** The query of a recursive table refers to the table, so it is read on demand. */
  #commonTable(number: number): CommonTableState {
    const known = this.#tables.get(number);
    if (known) return known;
    const plain = present(this.#plain.commonTables[number], `common table ${number}`);
    const { name, recursive } = plain;
    const read = () => this.query(plain.query);
    const table = {
      name,
      recursive,
      get query() {
        return read();
      },
    };
    this.#tables.set(number, table);
    return table;
  }
}

/** The query as plain data. */
export const plainQuery = (state: QueryState): PlainQuery => {
  const writer = new PlainWriter();
  const query = writer.query(state);
  return { rows: writer.rows, commonTables: writer.commonTables, query };
};

/** The runnable state of a plain query over the document that it was written for. */
export const queryFromPlain = (plain: PlainQuery, document: SchemaDocument): QueryState =>
  new PlainReader(plain, modelOf(document)).query(plain.query);
