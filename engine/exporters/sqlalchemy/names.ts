/** Names of the module: classes, tables, attributes. Each is an identifier, and none hides another. */
import {
  type Column,
  type Enum,
  entityNameFor,
  isPlainJoinTable,
  type Relation,
  recordsOf,
  relationsOf,
  type SchemaDocument,
  type TableId,
  type TableView,
  tableViews,
} from "../../schema/index.ts";
import { identifierFor, isKeyword } from "./python.ts";

/** Words of Python that stand in the bodies of classes, and so cannot be attributes there. */
const BUILTINS = ["bool", "bytes", "dict", "float", "int", "list", "str"];

/** Attributes that SQLAlchemy keeps for itself. */
const OWNED = ["metadata", "registry", "type_annotation_map"];

/** Names of the module that are ours. */
export const BASE = "Base";
export const ENUM_VALUES = "enum_values";
export const RAW_TYPE = "RawType";
const OURS = [BASE, ENUM_VALUES, RAW_TYPE];

/** Which side of which key a relation is. */
export const relationKey = ({ foreignKey, holdsKey, through }: Relation): string =>
  `${foreignKey} ${through ? "through" : holdsKey ? "forward" : "reverse"}`;

/** A name like `wanted` that is neither taken nor a keyword; taken from now on. */
const take = (wanted: string, taken: Set<string>): string => {
  let name = identifierFor(wanted);
  while (taken.has(name) || isKeyword(name) || /^(__|_sa_)/.test(name)) {
    name = /^(__|_sa_)/.test(name) ? name.replace(/^_+/, "column_") : `${name}_`;
  }
  taken.add(name);
  return name;
};

/** Whether a table becomes a class: a join table is none, and neither is one without a key. */
export const isMapped = (view: TableView): boolean =>
  view.primaryKey !== null && !isPlainJoinTable(view);

/** Tables that are written at all: a table without columns is none. */
export const writtenTables = (document: SchemaDocument): readonly TableView[] =>
  tableViews(document).filter(view => view.columns.length > 0);

export class Names {
  readonly #tables = new Map<TableId, string>();
  readonly #enums = new Map<Enum["id"], string>();
  readonly #columns = new Map<Column["id"], string>();
  readonly #relations = new Map<string, string>();
  readonly #attributes = new Set<string>();
  readonly #module: Set<string> = new Set([...OURS, ...BUILTINS]);

  constructor(document: SchemaDocument) {
    const views = writtenTables(document);
    for (const { table } of views.filter(isMapped)) {
      this.#tables.set(table.id, take(table.entity, this.#module));
    }
    for (const { id, name } of recordsOf(document, "enum")) {
      this.#enums.set(id, take(entityNameFor(name), this.#module));
    }
    for (const { table } of views.filter(view => !isMapped(view))) {
      this.#tables.set(table.id, take(table.name, this.#module));
    }
    for (const view of views) this.#nameAttributes(document, view);
  }

  #nameAttributes(document: SchemaDocument, view: TableView): void {
    const taken = new Set([...OWNED, ...this.#module]);
    for (const { id, name } of view.columns) this.#columns.set(id, take(name, taken));
    for (const relation of relationsOf(document, view.table.id)) {
      this.#relations.set(relationKey(relation), take(relation.name, taken));
    }
    for (const name of taken) this.#attributes.add(name);
  }

  /** Every name that something imported must not have. */
  get taken(): ReadonlySet<string> {
    return new Set([...this.#module, ...this.#attributes]);
  }

  /** The class of a table, or the variable of one that is no class. */
  table(id: TableId): string {
    return this.#tables.get(id) ?? "";
  }

  enum(id: Enum["id"]): string {
    return this.#enums.get(id) ?? "";
  }

  attribute(id: Column["id"]): string {
    return this.#columns.get(id) ?? "";
  }

  relation(relation: Relation): string {
    return this.#relations.get(relationKey(relation)) ?? "";
  }
}
