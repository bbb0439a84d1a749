/** Names of a module: classes, tables, attributes. Each is an identifier, and none hides another. */
import {
  type Column,
  type Enum,
  entityNameFor,
  type ForeignKey,
  type Relation,
  recordsOf,
  relationsOf,
  type SchemaDocument,
  type TableId,
  type TableView,
  tableViews,
} from "../../schema/index.ts";
import { referenceOf } from "./fields.ts";
import { identifierFor, isKeyword } from "./syntax.ts";

/** Names used in class bodies, which attributes there must not hide. */
const BUILTINS = ["bool", "bytes", "dict", "float", "int", "list", "str"];

/** The names that a library reserves. */
export type ReservedNames = {
  /** Names that the printed module defines for itself. */
  readonly module: readonly string[];
  /** Names that the printed module imports under no other name. */
  readonly imported?: readonly string[];
  /** Attributes that the library defines on its classes. */
  readonly attributes: readonly string[];
  /** Prefixes of attributes that the library handles specially. */
  readonly prefix: RegExp;
  /** Brings an identifier into the form that the library accepts; absent where it accepts all. */
  readonly normalize?: (name: string) => string;
  /** A similar name instead of one that is taken; absent where an underscore is appended. */
  readonly variant?: (name: string) => string;
  /** Whether the library identifies classes by their name in lower case. */
  readonly foldsClasses?: boolean;
};

export type NamesOptions = {
  readonly reserved: ReservedNames;
  /** Whether a table becomes a class; otherwise it becomes a variable. */
  readonly isClass: (view: TableView) => boolean;
  /**
   * Whether a foreign key of one column is a field named after its relation, so that its column has no attribute of
   * its own but the implied one, `author_id` for `author`.
   */
  readonly keysAreFields?: boolean;
  /** Which foreign keys can be such a field; all that have one column, by default. */
  readonly isKeyField?: (key: ForeignKey) => boolean;
};

/** Tables that can be exported: those with columns. */
export const exportedTables = (document: SchemaDocument): readonly TableView[] =>
  tableViews(document).filter(view => view.columns.length > 0);

/** The foreign keys that are fields, by their columns. */
const fieldsOfKeys = (
  document: SchemaDocument,
  view: TableView,
  isKeyField: (key: ForeignKey) => boolean,
) =>
  view.columns.flatMap(column => {
    const key = referenceOf(document, view, column);
    return key && isKeyField(key) ? [[column.id, key] as const] : [];
  });

/** Identifies one side of a relation. */
const relationKey = ({ foreignKey, holdsKey, through }: Relation): string =>
  `${foreignKey} ${through ? "through" : holdsKey ? "forward" : "reverse"}`;

export class Names {
  readonly #tables = new Map<TableId, string>();
  readonly #enums = new Map<Enum["id"], string>();
  readonly #columns = new Map<Column["id"], string>();
  readonly #relations = new Map<string, string>();
  readonly #attributes = new Set<string>();
  readonly #module: Set<string>;
  readonly #reserved: ReservedNames;
  readonly #isKeyField: (key: ForeignKey) => boolean;

  constructor(
    document: SchemaDocument,
    { reserved, isClass, keysAreFields = false, isKeyField = () => keysAreFields }: NamesOptions,
  ) {
    this.#reserved = reserved;
    this.#isKeyField = isKeyField;
    this.#module = new Set([...reserved.module, ...(reserved.imported ?? []), ...BUILTINS]);
    const views = exportedTables(document);
    const folded = new Set<string>();
    for (const { table } of views.filter(isClass)) {
      let name = this.#claim(table.entity, this.#module);
      while (reserved.foldsClasses && folded.has(name.toLowerCase())) {
        name = this.#claim(this.#variant(name), this.#module);
      }
      folded.add(name.toLowerCase());
      this.#tables.set(table.id, name);
    }
    for (const { id, name } of recordsOf(document, "enum")) {
      this.#enums.set(id, this.#claim(entityNameFor(name), this.#module));
    }
    for (const { table } of views.filter(view => !isClass(view))) {
      this.#tables.set(table.id, this.#claim(table.name, this.#module));
    }
    for (const view of views) this.#nameAttributes(document, view);
  }

  #nameAttributes(document: SchemaDocument, view: TableView): void {
    const taken = new Set([...this.#reserved.attributes, ...this.#module]);
    const fields = new Map(fieldsOfKeys(document, view, this.#isKeyField));
    for (const { id, name } of view.columns) {
      if (!fields.has(id)) this.#columns.set(id, this.#claim(name, taken));
    }
    for (const [id, key] of fields) this.#columns.set(id, this.#claimField(key.forward, taken));
    for (const relation of relationsOf(document, view.table.id)) {
      const field = relation.holdsKey && relation.sourceColumns[0];
      const isField = field && fields.get(field)?.id === relation.foreignKey;
      const name = isField ? this.attribute(field) : this.#claim(relation.name, taken);
      this.#relations.set(relationKey(relation), name);
    }
    for (const name of taken) this.#attributes.add(name);
  }

  /** Adds to `taken` a name like `preferred` that is neither taken nor reserved, and returns it. */
  #claim(preferred: string, taken: Set<string>): string {
    const { prefix, normalize } = this.#reserved;
    const identifier = identifierFor(preferred);
    let name = normalize ? normalize(identifier) : identifier;
    while (taken.has(name) || isKeyword(name) || prefix.test(name)) {
      name = prefix.test(name) ? name.replace(/^_+/, "column_") : this.#variant(name);
    }
    taken.add(name);
    return name;
  }

  #variant(name: string): string {
    return this.#reserved.variant?.(name) ?? `${name}_`;
  }

  /** Claims the name of a field and its implied attribute. */
  #claimField(preferred: string, taken: Set<string>): string {
    let name = this.#claim(preferred, taken);
    while (taken.has(`${name}_id`)) name = this.#claim(this.#variant(name), taken);
    taken.add(`${name}_id`);
    return name;
  }

  /** Every name that an import must not have. */
  get taken(): ReadonlySet<string> {
    const taken = new Set([...this.#module, ...this.#attributes]);
    for (const name of this.#reserved.imported ?? []) taken.delete(name);
    return taken;
  }

  /** The class of a table, or its variable. */
  table(id: TableId): string {
    return this.#tables.get(id) ?? "";
  }

  enum(id: Enum["id"]): string {
    return this.#enums.get(id) ?? "";
  }

  /** The attribute of a column: the name of its field, if it has one. */
  attribute(id: Column["id"]): string {
    return this.#columns.get(id) ?? "";
  }

  relation(relation: Relation): string {
    return this.#relations.get(relationKey(relation)) ?? "";
  }
}
