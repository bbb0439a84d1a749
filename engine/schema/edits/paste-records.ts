/** Adds copies of tables, notes and areas, from the same or another document. */
import { type Diagnostic, type Report, report, warning } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import { freeName } from "../names.ts";
import type {
  Area,
  AreaId,
  Column,
  ColumnId,
  ColumnType,
  ForeignKey,
  NewId,
  Note,
  NoteId,
  SchemaDocument,
  SchemaRecord,
  TableId,
} from "../records.ts";
import {
  columnNamed,
  columnOf,
  enumOf,
  recordOf,
  recordsOf,
  tableNamed,
  tableView,
} from "../views.ts";
import { namesTakenIn } from "./relation-names.ts";

/** What is copied, and from which document. */
export type Copied = {
  readonly from: SchemaDocument;
  readonly tables: readonly TableId[];
  readonly annotations: readonly (NoteId | AreaId)[];
};

export type PasteRecords = {
  readonly newId: NewId;
  readonly copied: Copied;
  /** How far the copies are from the originals, in pixels. */
  readonly distance: { readonly x: number; readonly y: number };
};

/**
 * The copies get free names. A relation to a table that is not copied leads to the same table, in another document to
 * the table of the same name; without one it is left out and reported.
 */
export const pasteRecords = (document: SchemaDocument, input: PasteRecords): Report<Diff> => {
  const paste = new Paste(document, input);
  for (const id of input.copied.tables) paste.addTable(id);
  for (const id of input.copied.tables) paste.addConstraints(id);
  for (const id of input.copied.annotations) paste.addAnnotation(id);
  return report(paste.change.finish(), paste.diagnostics);
};

class Paste {
  readonly change: Change;
  readonly diagnostics: Diagnostic[] = [];
  readonly #input: PasteRecords;
  readonly #tables = new Map<TableId, TableId>();
  readonly #columns = new Map<ColumnId, ColumnId>();

  constructor(document: SchemaDocument, input: PasteRecords) {
    this.change = new Change(document);
    this.#input = input;
  }

  addTable(id: TableId): void {
    const { newId, copied } = this.#input;
    const view = tableView(copied.from, id);
    const tables = recordsOf(this.change.document, "table");
    const copy: TableId = newId("table");
    this.#tables.set(id, copy);
    this.change.put({
      ...view.table,
      id: copy,
      name: freeName(
        view.table.name,
        tables.map(({ name }) => name),
      ),
      entity: freeName(
        view.table.entity,
        tables.map(({ entity }) => entity),
      ),
    });
    for (const column of view.columns) {
      const next: ColumnId = newId("column");
      this.#columns.set(column.id, next);
      this.change.put(copiedColumn(this.change, this.#input, { ...column, id: next, table: copy }));
    }
    if (view.placement) {
      const placement = this.#moved(view.placement);
      this.change.put({ ...placement, id: newId("placement"), table: copy });
    }
  }

  /** Keys, indexes, checks and foreign keys. */
  addConstraints(id: TableId): void {
    const { newId, copied } = this.#input;
    const view = tableView(copied.from, id);
    const table = this.#tables.get(id) ?? id;
    const keys = view.primaryKey ? [view.primaryKey, ...view.uniqueKeys] : view.uniqueKeys;
    for (const key of keys) {
      const columns = this.#copiesOf(key.columns);
      this.change.put({
        ...key,
        id: newId("key"),
        table,
        columns,
        name: this.#freeConstraint(key),
      });
    }
    for (const check of view.checks) {
      this.change.put({ ...check, id: newId("check"), table, name: this.#freeConstraint(check) });
    }
    for (const index of view.indexes) {
      const indexes = recordsOf(this.change.document, "index");
      const name = freeName(
        index.name,
        indexes.map(other => other.name),
      );
      const parts = index.parts.map(part =>
        part.kind === "column"
          ? { ...part, column: this.#columns.get(part.column) ?? part.column }
          : part,
      );
      this.change.put({ ...index, id: newId("index"), table, name, parts });
    }
    for (const key of view.foreignKeys) this.#addForeignKey(key, table);
  }

  addAnnotation(id: NoteId | AreaId): void {
    const { newId, copied } = this.#input;
    const record = copied.from.records.get(id);
    if (record?.kind === "note") this.change.put({ ...this.#moved(record), id: newId("note") });
    if (record?.kind === "area") this.change.put({ ...this.#moved(record), id: newId("area") });
  }

  #moved<Placed extends Note | Area | { readonly x: number; readonly y: number }>(
    placed: Placed,
  ): Placed {
    const { x, y } = this.#input.distance;
    return { ...placed, x: Math.round(placed.x + x), y: Math.round(placed.y + y) };
  }

  #copiesOf(columns: readonly ColumnId[]): readonly ColumnId[] {
    return columns.map(id => this.#columns.get(id) ?? id);
  }

  /** A name of a constraint is used once; a copy in the same document gets an automatic name. */
  #freeConstraint({ name }: { readonly name: string | null }): string | null {
    const isTaken = [...this.change.document.records.values()].some(
      record => "name" in record && record.kind !== "column" && record.name === name,
    );
    return isTaken ? null : name;
  }

  #addForeignKey(key: ForeignKey, table: TableId): void {
    const { newId, copied } = this.#input;
    const target = this.#targetOf(key);
    if (target === null) {
      const { name } = recordOf(copied.from, "table", key.target);
      const message = `The relation ${key.forward} to "${name}" is left out, because the design has no such table with these columns.`;
      this.diagnostics.push(warning("relation-left-out", message, { record: table }));
      return;
    }
    const isCopied = this.#tables.has(key.target);
    const taken = isCopied ? [] : namesTakenIn(this.change.document, target.table);
    this.change.put({
      ...key,
      id: newId("foreignKey"),
      table,
      columns: this.#copiesOf(key.columns),
      target: target.table,
      targetColumns: target.columns,
      name: this.#freeConstraint(key),
      reverse: freeName(key.reverse, taken),
    });
  }

  #targetOf(key: ForeignKey): { table: TableId; columns: readonly ColumnId[] } | null {
    const copy = this.#tables.get(key.target);
    if (copy !== undefined) return { table: copy, columns: this.#copiesOf(key.targetColumns) };
    const { from } = this.#input.copied;
    const { document } = this.change;
    if (document.records.get(key.target) === from.records.get(key.target)) {
      return { table: key.target, columns: key.targetColumns };
    }
    const view = tableNamed(document, recordOf(from, "table", key.target).name);
    const columns = key.targetColumns.flatMap(id =>
      view ? (columnNamed(view, columnOf(from, id).name)?.id ?? []) : [],
    );
    const isWhole = columns.length === key.targetColumns.length;
    return view && isWhole ? { table: view.table.id, columns } : null;
  }
}

export type PasteColumns = Pick<PasteRecords, "newId"> & {
  readonly from: SchemaDocument;
  readonly columns: readonly ColumnId[];
  /** The table that gets the copies. */
  readonly table: TableId;
};

/** Adds copies of columns at the end of a table, with free names and without their keys. */
export const pasteColumns = (
  document: SchemaDocument,
  { newId, from, columns, table }: PasteColumns,
): Report<Diff> => {
  const change = new Change(document);
  for (const id of columns) {
    const column = columnOf(from, id);
    const view = tableView(change.document, table);
    const name = freeName(
      column.name,
      view.columns.map(other => other.name),
    );
    const position = (view.columns.at(-1)?.position ?? -1) + 1;
    const generated = column.generated?.kind === "identity" ? null : column.generated;
    const copy = { ...column, id: newId("column"), table, name, position, generated };
    change.put(copiedColumn(change, { newId, copied: { from } }, copy));
  }
  return report(change.finish());
};

type EnumSource = Pick<PasteRecords, "newId"> & { readonly copied: Pick<Copied, "from"> };

/** An enum of another document becomes the one with the same name and values, or a new one. */
const copiedColumn = (change: Change, { newId, copied }: EnumSource, column: Column): Column => {
  const { automatic: _, ...rest } = column;
  return { ...rest, type: typeIn(change, copied.from, newId, column.type) };
};

const typeIn = (
  change: Change,
  from: SchemaDocument,
  newId: NewId,
  type: ColumnType,
): ColumnType => {
  if (type.kind !== "enum") return type;
  const { name, values } = enumOf(from, type.enum);
  const enums = recordsOf(change.document, "enum");
  const same = enums.find(other => other.name === name && String(other.values) === String(values));
  if (same) return { kind: "enum", enum: same.id };
  const free = freeName(
    name,
    enums.map(other => other.name),
  );
  const record: SchemaRecord = { kind: "enum", id: newId("enum"), name: free, values };
  change.put(record);
  return { kind: "enum", enum: record.id };
};
