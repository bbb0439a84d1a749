/** Documents for tests, written as people would type them. */
import { present } from "../base/index.ts";
import {
  addColumn,
  addForeignKey,
  applyDiff,
  type Check,
  type Column,
  type ColumnId,
  columnNamed,
  countedIds,
  type Diff,
  emptyDocument,
  entityNameFor,
  type ForeignKey,
  type Index,
  type NewId,
  parseColumnLine,
  type SchemaDocument,
  type SchemaRecord,
  setPrimaryKey,
  type TableView,
  tableNamed,
} from "../schema/index.ts";

export type ForeignKeyDraft = Partial<Pick<ForeignKey, "name" | "onDelete" | "onUpdate">> & {
  readonly columns: readonly string[];
  readonly target: string;
  readonly targetColumns: readonly string[];
};

export type IndexDraft = Partial<Pick<Index, "unique" | "where">> & {
  readonly name: string;
  /** Columns by name; `name desc`; an expression in parentheses. */
  readonly parts: readonly string[];
};

export type TableDraft = {
  /** Lines such as `title varchar(200) not null`. */
  readonly columns: readonly string[];
  readonly comment?: string;
  readonly primaryKey?: readonly string[];
  readonly unique?: readonly (readonly string[])[];
  readonly checks?: readonly Pick<Check, "name" | "expression">[];
  readonly indexes?: readonly IndexDraft[];
  readonly foreignKeys?: readonly ForeignKeyDraft[];
  /** Properties of columns that a line cannot express, by column name. */
  readonly details?: Readonly<Record<string, Partial<Column>>>;
};

export type DocumentDraft = {
  readonly enums?: Readonly<Record<string, readonly string[]>>;
  readonly tables: Readonly<Record<string, TableDraft>>;
};

class Drafter {
  document: SchemaDocument = emptyDocument;
  readonly newId: NewId;

  constructor(newId: NewId) {
    this.newId = newId;
  }

  put(...records: readonly SchemaRecord[]): void {
    const all = new Map(this.document.records);
    for (const record of records) all.set(record.id, record);
    this.document = { records: all };
  }

  apply(diff: Diff): void {
    this.document = applyDiff(this.document, diff);
  }

  view(table: string): TableView {
    return present(tableNamed(this.document, table), `table ${table}`);
  }

  ids(table: string, names: readonly string[]): readonly ColumnId[] {
    return names.map(
      name => present(columnNamed(this.view(table), name), `column ${table}.${name}`).id,
    );
  }

  addTable(name: string, draft: TableDraft): void {
    const table = this.newId("table");
    const entity = entityNameFor(name);
    this.put({ kind: "table", id: table, name, entity, comment: draft.comment ?? "" });
    for (const line of draft.columns) {
      const column = present(parseColumnLine(line, this.document).value, line);
      this.apply(addColumn(this.document, { newId: this.newId, table, draft: column }).value);
    }
    if (draft.primaryKey) {
      const columns = this.ids(name, draft.primaryKey);
      this.apply(setPrimaryKey(this.document, { newId: this.newId, table, columns }).value);
    }
    for (const [column, details] of Object.entries(draft.details ?? {})) {
      const record = present(columnNamed(this.view(name), column), column);
      this.put({ ...record, ...details });
    }
  }

  addConstraints(name: string, draft: TableDraft): void {
    const table = this.view(name).table.id;
    for (const columns of draft.unique ?? []) {
      const ids = this.ids(name, columns);
      const id = this.newId("key");
      this.put({ kind: "key", id, table, primary: false, name: null, columns: ids });
    }
    for (const check of draft.checks ?? []) {
      this.put({ kind: "check", id: this.newId("check"), table, ...check });
    }
    for (const index of draft.indexes ?? []) this.addIndex(name, index);
    for (const key of draft.foreignKeys ?? []) this.addForeignKey(name, key);
  }

  addIndex(name: string, { parts, unique = false, where = null, ...rest }: IndexDraft): void {
    const partOf = (text: string): Index["parts"][number] => {
      const descending = text.endsWith(" desc");
      const body = descending ? text.slice(0, -5) : text;
      const [column] = body.startsWith("(") ? [] : this.ids(name, [body]);
      if (column) return { kind: "column", column, descending };
      return { kind: "expression", text: body.slice(1, -1), descending };
    };
    const table = this.view(name).table.id;
    const id = this.newId("index");
    this.put({ kind: "index", id, table, unique, where, ...rest, parts: parts.map(partOf) });
  }

  addForeignKey(name: string, { columns, target, targetColumns, ...rest }: ForeignKeyDraft): void {
    const added = addForeignKey(this.document, {
      newId: this.newId,
      table: this.view(name).table.id,
      columns: this.ids(name, columns),
      target: this.view(target).table.id,
      targetColumns: this.ids(target, targetColumns),
      ...rest,
    });
    this.apply(added.value);
  }
}

/** The document of a draft, with ids from `newId`. */
export const draftDocument = (
  draft: DocumentDraft,
  newId: NewId = countedIds(),
): SchemaDocument => {
  const drafter = new Drafter(newId);
  for (const [name, values] of Object.entries(draft.enums ?? {})) {
    drafter.put({ kind: "enum", id: newId("enum"), name, values });
  }
  const tables = Object.entries(draft.tables);
  for (const [name, table] of tables) drafter.addTable(name, table);
  for (const [name, table] of tables) drafter.addConstraints(name, table);
  return drafter.document;
};
