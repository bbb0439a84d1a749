/** Converts the catalogue of a SQLite database to a document. */
import {
  type Diagnostic,
  error,
  info,
  memoize,
  type Report,
  report,
  warning,
} from "../../base/index.ts";
import {
  type Column,
  type ColumnId,
  entityNameFor,
  foldedName,
  freeName,
  type Index,
  isUsableName,
  type Key,
  type LooseReference,
  type NewId,
  type ReferentialAction,
  type SchemaDocument,
  type SchemaRecord,
  type Table,
} from "../../schema/index.ts";
import {
  type ForeignKeySource,
  type ReferencedTable,
  resolveForeignKeys,
} from "../foreign-keys.ts";
import type { Catalogue, CatalogueColumn, CatalogueIndex, CatalogueTable } from "./catalogue.ts";
import { readDefault } from "./default.ts";
import { typeByAffinity } from "./type-by-affinity.ts";

/** A table of the catalogue with its records so far. */
type Draft = ReferencedTable & { readonly from: CatalogueTable };

const lower = foldedName;

const keyColumnsOf = ({ columns }: CatalogueTable): readonly CatalogueColumn[] =>
  columns.filter(column => column.keyPlace > 0).toSorted((a, b) => a.keyPlace - b.keyPlace);

/** A single INTEGER key without an index is the row id, and generated, unless it is a foreign key. */
const isIdentity = (from: CatalogueTable, column: CatalogueColumn): boolean =>
  column.keyPlace === 1 &&
  keyColumnsOf(from).length === 1 &&
  !from.withoutRowid &&
  from.keyIndex === null &&
  lower(column.type) === "integer" &&
  (from.text.autoIncrement ||
    !from.foreignKeys.some(key => key.columns.some(name => lower(name) === lower(column.name))));

const generationOf = (from: CatalogueTable, column: CatalogueColumn): Column["generated"] => {
  if (column.computed !== null) {
    const text = from.text.computed.get(column.name) ?? "";
    return { kind: "computed", text, stored: column.computed === "stored" };
  }
  return isIdentity(from, column) ? { kind: "identity", strict: from.text.autoIncrement } : null;
};

/** Names in the text and in the catalogue may differ in case. */
const sameNames = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length &&
  some.every((name, at) => lower(name) === lower(others[at] ?? ""));

const ACTIONS: ReadonlySet<string> = new Set<ReferentialAction>([
  "no action",
  "restrict",
  "cascade",
  "set null",
  "set default",
]);

const actionOf = (text: string): ReferentialAction =>
  ACTIONS.has(lower(text)) ? (lower(text) as ReferentialAction) : "no action";

/** The collations of every SQLite; BINARY is the default. */
const COLLATIONS = ["NOCASE", "RTRIM"];

const collationNamed = (name: string | undefined): string => {
  const collation = (name ?? "BINARY").toUpperCase();
  return COLLATIONS.includes(collation) ? collation : "BINARY";
};

const keptCollation = (name: string | undefined): { readonly collation?: string } => {
  const collation = collationNamed(name);
  return collation === "BINARY" ? {} : { collation };
};

const uniqueSets = memoize((from: CatalogueTable): readonly (readonly string[])[] => [
  keyColumnsOf(from).map(column => lower(column.name)),
  ...from.indexes
    .filter(index => index.unique && index.where === null)
    .map(index => index.parts.map(part => (part.column === null ? "" : lower(part.column)))),
]);

const isUniqueIn = (from: CatalogueTable, columns: readonly string[]): boolean =>
  uniqueSets(from).some(
    set => set.length > 0 && set.every(name => columns.some(column => lower(column) === name)),
  );

class DocumentReader {
  readonly diagnostics: Diagnostic[] = [];
  references: readonly LooseReference[] = [];
  readonly #newId: NewId;
  readonly #records = new Map<string, SchemaRecord>();
  readonly #drafts = new Map<string, Draft>();

  constructor(newId: NewId) {
    this.#newId = newId;
  }

  read({ tables, others }: Catalogue): SchemaDocument {
    const entities: string[] = [];
    for (const from of tables) this.#addTable(from, entities);
    for (const draft of this.#drafts.values()) this.#addKeys(draft);
    this.#addForeignKeys();
    for (const { kind, name } of others) {
      this.diagnostics.push(
        info("not-kept", `The ${kind} "${name}" is left out: Stele has no ${kind}s.`),
      );
    }
    return { records: this.#records };
  }

  #put(record: SchemaRecord): void {
    this.#records.set(record.id, record);
  }

  #addTable(from: CatalogueTable, entities: string[]): void {
    const entity = freeName(entityNameFor(from.name), entities);
    entities.push(entity);
    const id = this.#newId("table");
    const table: Table = { kind: "table", id, name: from.name, entity, comment: "" };
    this.#put(table);
    const columns = new Map<string, Column>();
    for (const [position, entry] of from.columns.entries()) {
      const column = this.#columnOf(from, table, entry, position);
      this.#put(column);
      columns.set(lower(entry.name), column);
    }
    const primaryKey = keyColumnsOf(from).map(({ name }) => name);
    this.#drafts.set(lower(from.name), { from, table, columns, primaryKey });
    this.#reportUnsupported(from, table);
  }

  #reportUnsupported(from: CatalogueTable, table: Table): void {
    const custom = [...from.text.collations.values()].filter(
      name => collationNamed(name) !== name.toUpperCase(),
    );
    const notKept = [...from.text.notKept, ...custom.map(name => `COLLATE ${name}`)];
    if (notKept.length === 0) return;
    const words = notKept.join(", ");
    const message = `"${from.name}" uses ${words}, which Stele does not support; it is left out.`;
    this.diagnostics.push(info("not-kept", message, { record: table.id }));
  }

  #columnOf(from: CatalogueTable, table: Table, entry: CatalogueColumn, position: number): Column {
    const type = typeByAffinity(entry.type);
    const collation = from.text.collations.get(entry.name);
    return {
      kind: "column",
      id: this.#newId("column"),
      table: table.id,
      name: entry.name,
      type,
      ...keptCollation(collation),
      nullable: !entry.notNull && entry.keyPlace === 0,
      default: readDefault(entry, type),
      generated: generationOf(from, entry),
      comment: "",
      position,
    };
  }

  #addKeys({ from, table, columns, primaryKey }: Draft): void {
    const idsOf = (names: readonly string[]): readonly ColumnId[] =>
      names.flatMap(name => columns.get(lower(name))?.id ?? []);
    const put = (primary: boolean, name: string | null, names: readonly string[]) => {
      const id: Key["id"] = this.#newId("key");
      this.#put({ kind: "key", id, table: table.id, primary, name, columns: idsOf(names) });
    };
    if (primaryKey.length > 0) put(true, from.text.primaryKeyName, primaryKey);
    const hasCollation = ({ parts }: CatalogueIndex) =>
      parts.some(
        ({ column, collation }) =>
          column !== null && this.#partCollation(idsOf([column])[0], collation).collation,
      );
    if (from.keyIndex && hasCollation(from.keyIndex)) {
      this.#addCollatedKey(table, from.keyIndex, idsOf);
    }
    for (const index of from.indexes) {
      if (index.origin === "index") this.#addIndex(table, index, idsOf);
      else if (hasCollation(index)) this.#addCollatedKey(table, index, idsOf);
      else {
        const names = index.parts.map(part => part.column ?? "");
        const source = from.text.uniqueKeys.find(key => sameNames(key.columns, names));
        put(false, source?.name ?? null, names);
      }
    }
    for (const { name, expression } of from.text.checks) {
      this.#put({ kind: "check", id: this.#newId("check"), table: table.id, name, expression });
    }
  }

  /** A key has no collations, but a unique index rejects the same rows. */
  #addCollatedKey(
    table: Table,
    index: CatalogueIndex,
    idsOf: (names: readonly string[]) => readonly ColumnId[],
  ): void {
    const columns = index.parts.map(part => part.column ?? "");
    const name = freeName([table.name, ...columns, "key"].join("_"), this.#indexNames());
    this.#addIndex(table, { ...index, name }, idsOf);
    const message = `A key of "${table.name}" (${columns.join(", ")}) has a collation, which is imported as the unique index "${name}".`;
    this.diagnostics.push(info("key-as-index", message, { record: table.id }));
  }

  #indexNames(): readonly string[] {
    return [...this.#records.values()].flatMap(record =>
      record.kind === "index" ? [record.name] : [],
    );
  }

  /** An index without a name gets one. */
  #indexName(table: Table, given: string): string {
    if (isUsableName(given)) return given;
    const name = freeName(`${table.name}_index`, this.#indexNames());
    const message = `An index of "${table.name}" has no name; it is imported as "${name}".`;
    this.diagnostics.push(warning("name-missing", message, { record: table.id }));
    return name;
  }

  /** The collation of a part, if it is not that of its column. */
  #partCollation(id: ColumnId | undefined, name: string): { readonly collation?: string } {
    const column = id === undefined ? undefined : this.#records.get(id);
    const own = column?.kind === "column" ? column.collation : undefined;
    const collation = collationNamed(name);
    return collation === collationNamed(own) ? {} : { collation };
  }

  #addIndex(
    table: Table,
    { name, unique, parts, where }: CatalogueIndex,
    idsOf: (names: readonly string[]) => readonly ColumnId[],
  ): void {
    const index: Index = {
      kind: "index",
      id: this.#newId("index"),
      table: table.id,
      name: this.#indexName(table, name),
      unique,
      parts: parts.map(({ column: columnName, expression, descending, collation }) => {
        const [column] = columnName === null ? [] : idsOf([columnName]);
        const collated = this.#partCollation(column, collation);
        return column
          ? { kind: "column", column, descending, ...collated }
          : { kind: "expression", text: expression, descending, ...collated };
      }),
      where,
    };
    this.#put(index);
  }

  #addForeignKeys(): void {
    const sources = [...this.#drafts.values()].flatMap(foreignKeysOf);
    const { value, diagnostics } = resolveForeignKeys(sources, this.#drafts, this.#newId);
    this.diagnostics.push(...diagnostics);
    this.references = value.references;
    for (const key of value.foreignKeys) this.#put(key);
  }
}

const foreignKeysOf = (draft: Draft): readonly ForeignKeySource[] =>
  draft.from.foreignKeys.map(key => {
    const source = draft.from.text.foreignKeys.find(each => sameNames(each.columns, key.columns));
    return {
      ...key,
      from: draft,
      name: source?.name ?? null,
      onDelete: actionOf(key.onDelete),
      onUpdate: actionOf(key.onUpdate),
      single: isUniqueIn(draft.from, key.columns),
    };
  });

/** The document of a catalogue. Diagnostics report what a document does not support. */
export const documentOf = (
  catalogue: Catalogue,
  newId: NewId,
): Report<{
  readonly document: SchemaDocument;
  readonly references: readonly LooseReference[];
}> => {
  const reader = new DocumentReader(newId);
  const document = reader.read(catalogue);
  const diagnostics =
    catalogue.tables.length > 0
      ? reader.diagnostics
      : [error("no-tables", "It contains no tables."), ...reader.diagnostics];
  return report({ document, references: reader.references }, diagnostics);
};
