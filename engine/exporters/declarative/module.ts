/** The context in which the parts of a module are printed. */
import type { Diagnostic } from "../../base/index.ts";
import type { SchemaDocument, TableId, TableView } from "../../schema/index.ts";
import { type Code, call, Imports, literal, Names, type ReservedNames } from "../python/index.ts";

/** What differs between the libraries with declarative classes: SQLAlchemy and SQLModel. */
export type Library = {
  /** The name in messages. */
  readonly label: string;
  /** The class whose metadata has the tables, and the package of it; null where the models define it. */
  readonly base: { readonly name: string; readonly package: string | null };
  readonly reserved: ReservedNames;
  /** Whether a table becomes a class; others become plain `Table` objects. */
  readonly isMapped: (view: TableView) => boolean;
  /** Whether the attributes in a class body are columns, which the arguments of a relationship can name. */
  readonly columnsInBody: boolean;
  /** Whether None in a JSON column is NULL; otherwise it is the `null` of JSON. */
  readonly jsonNoneIsNull: boolean;
  /** The bases of an enum before `Enum`. */
  readonly enumBases: readonly string[];
};

export const ENUM_VALUES = "enum_values";
export const RAW_TYPE = "RawType";

export class PythonModule {
  readonly document: SchemaDocument;
  readonly library: Library;
  readonly names: Names;
  readonly imports: Imports;
  readonly diagnostics: Diagnostic[] = [];
  /** The tables whose classes are above the one that is being printed. */
  readonly defined = new Set<TableId>();
  /** Whether the module needs the function that lists the values of an enum. */
  usesEnumValues = false;
  /** Whether the module needs the class for types that are known only by name. */
  usesRawType = false;

  constructor(document: SchemaDocument, library: Library) {
    const { reserved, isMapped, base } = library;
    const own = [...(base.package === null ? [base.name] : []), ENUM_VALUES, RAW_TYPE];
    const names = { ...reserved, module: [...own, ...reserved.module] };
    this.document = document;
    this.library = library;
    this.names = new Names(document, { reserved: names, isClass: isMapped });
    this.imports = new Imports({ taken: this.names.taken, aliasPrefix: "sql" });
  }

  /** The class whose metadata has the tables. */
  base(): string {
    const { name, package: from } = this.library.base;
    return from === null ? name : this.imports.from(from, name);
  }

  /** Imports a name from `sqlalchemy`. */
  sql(name: string): string {
    return this.imports.from("sqlalchemy", name);
  }

  /** Imports a name from `sqlalchemy.orm`. */
  orm(name: string): string {
    return this.imports.from("sqlalchemy.orm", name);
  }

  /** `text("…")` */
  text(sql: string): Code {
    return call(this.sql("text"), [sqlLiteral(sql)]);
  }

  addDiagnostic(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }
}

/**
 * A literal for `text()`. It reads `:name` as a parameter, and `\\:name` as `:name`, so a backslash is written before
 * both. Letters are those of Python's regular expressions.
 */
export const sqlLiteral = (sql: string): string =>
  literal(
    sql.replaceAll(
      /\\:[\p{L}\p{N}_]*(?![:\p{L}\p{N}_])|(?<![:\p{L}\p{N}_\\]):[\p{L}\p{N}_]+(?![:\p{L}\p{N}_])/gu,
      "\\$&",
    ),
  );
