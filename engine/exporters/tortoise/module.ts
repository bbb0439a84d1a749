/** The context in which the parts of a module are printed. */
import type { Diagnostic } from "../../base/index.ts";
import { orderTables } from "../../ddl/index.ts";
import {
  type Column,
  type ColumnId,
  columnOf,
  type ForeignKey,
  isPlainJoinTable,
  isUnique,
  type Relation,
  relationsOf,
  type SchemaDocument,
  type TableId,
  type TableView,
  tableView,
  tableViews,
} from "../../schema/index.ts";
import { Imports, Names, referenceOf } from "../python/index.ts";
import { reservedNames } from "./names.ts";

/** Whether Tortoise can index the type, so that a column of it can be a key. Texts then get a length. */
const canBeKey = ({ type }: Column): boolean => type.kind !== "json" && type.kind !== "blob";

/** The column of the primary key; null if a surrogate takes its place. */
export const keyColumn = (document: SchemaDocument, { primaryKey }: TableView): Column | null => {
  const [id, second] = primaryKey?.columns ?? [];
  const column = id === undefined || second !== undefined ? null : columnOf(document, id);
  return column && canBeKey(column) && column.generated?.kind !== "computed" ? column : null;
};

export class TortoiseModule {
  readonly document: SchemaDocument;
  readonly names: Names;
  readonly imports: Imports;
  readonly diagnostics: Diagnostic[] = [];
  readonly #order: ReadonlyMap<TableId, number>;
  readonly #joinTables = new Set<TableId>();
  readonly #referenced = new Set<ColumnId>();
  usesNamedType = false;
  usesComputed = false;
  usesSqlIndex = false;

  constructor(document: SchemaDocument) {
    this.document = document;
    this.#order = new Map(orderTables(document).map((id, at) => [id, at]));
    for (const view of tableViews(document)) {
      for (const relation of relationsOf(document, view.table.id)) this.#readJoinTable(relation);
      for (const column of view.columns) {
        const [target] = this.reference(view, column)?.targetColumns ?? [];
        if (target !== undefined) this.#referenced.add(target);
      }
    }
    this.names = new Names(document, {
      reserved: reservedNames,
      isClass: view => !this.isJoinTable(view.table.id),
      isKeyField: key => this.isKeyField(key),
    });
    this.imports = new Imports({ taken: this.names.taken, aliasPrefix: "tortoise" });
    this.imports.from("tortoise", "fields");
  }

  /** A plain join table is no model if both of its keys lead to primary keys, which are no foreign keys. */
  #readJoinTable({ through }: Relation): void {
    const joinTable = through && tableView(this.document, through.table);
    if (!joinTable || !isPlainJoinTable(joinTable)) return;
    const { foreignKeys } = joinTable;
    const leadToKeys = foreignKeys.every(({ target, columns, targetColumns }) => {
      const view = tableView(this.document, target);
      const key = keyColumn(this.document, view);
      const isPlain = key !== null && this.reference(view, key) === undefined;
      return isPlain && columns.length === 1 && key.id === targetColumns[0];
    });
    if (leadToKeys) this.#joinTables.add(joinTable.table.id);
  }

  isJoinTable(table: TableId): boolean {
    return this.#joinTables.has(table);
  }

  /** Whether the key leads to a table that is created later, as in a cycle. */
  isInCycle({ table, target }: ForeignKey): boolean {
    return table !== target && this.#at(target) > this.#at(table);
  }

  #at(table: TableId): number {
    return this.#order.get(table) ?? 0;
  }

  /** Whether a foreign key of one column is a field. Tortoise has no cycles, and references single unique fields. */
  isKeyField(key: ForeignKey): boolean {
    const view = tableView(this.document, key.target);
    const [target] = key.targetColumns;
    if (target === undefined || this.isInCycle(key)) return false;
    const column = columnOf(this.document, target);
    return canBeKey(column) && column.generated?.kind !== "computed" && isUnique(view, [target]);
  }

  /** The foreign key that a column is a field of. */
  reference(view: TableView, column: Column): ForeignKey | undefined {
    const key = referenceOf(this.document, view, column);
    return key && this.isKeyField(key) ? key : undefined;
  }

  /** Whether a field references the column. */
  isReferenced({ id }: Column): boolean {
    return this.#referenced.has(id);
  }

  /** The attribute of a column's value: `author_id` for the field `author`. */
  valueName(view: TableView, id: ColumnId): string {
    const isField = this.reference(view, columnOf(this.document, id)) !== undefined;
    return this.names.attribute(id) + (isField ? "_id" : "");
  }

  addDiagnostic(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }
}

/** A name in SQL, which Tortoise quotes without doubling the quotes within. */
export const databaseName = (name: string): string => name.replaceAll('"', '""');
