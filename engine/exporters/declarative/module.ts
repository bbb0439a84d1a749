/** The context in which the parts of a module are printed. */
import type { Diagnostic } from "../../base/index.ts";
import type { EnumId, SchemaDocument, TableId, TableView } from "../../schema/index.ts";
import { type Code, call, Imports, literal, Names, type ReservedNames } from "../python/index.ts";
import { oneModule, type Places, packagePlaces } from "./places.ts";

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

/** What the modules of the models share. */
export class Models {
  readonly document: SchemaDocument;
  readonly library: Library;
  readonly names: Names;
  readonly places: Places;
  readonly diagnostics: Diagnostic[] = [];
  /** The helpers that are used. */
  readonly helpers = new Set<typeof ENUM_VALUES | typeof RAW_TYPE>();
  /** Every name that an import must not have. */
  readonly taken: ReadonlySet<string>;
  readonly #modules = new Map<string, PythonModule>();

  constructor(document: SchemaDocument, library: Library, isPackage: boolean) {
    const { reserved, isMapped, base } = library;
    const own = [...(base.package === null ? [base.name] : []), ENUM_VALUES, RAW_TYPE];
    const names = { ...reserved, module: [...own, ...reserved.module] };
    this.document = document;
    this.library = library;
    this.names = new Names(document, { reserved: names, isClass: isMapped });
    this.taken = this.names.taken;
    this.places = isPackage ? packagePlaces(document, this.names) : oneModule;
  }

  /** The module of this name. */
  module(place: string): PythonModule {
    const module = this.#modules.get(place) ?? new PythonModule(this, place);
    this.#modules.set(place, module);
    return module;
  }

  addDiagnostic(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }
}

export class PythonModule {
  readonly models: Models;
  readonly place: string;
  readonly imports: Imports;
  /** The tables whose classes are above the one that is being printed. */
  readonly defined = new Set<TableId>();

  constructor(models: Models, place: string) {
    this.models = models;
    this.place = place;
    this.imports = new Imports({ taken: models.taken, aliasPrefix: "sql" });
  }

  get document(): SchemaDocument {
    return this.models.document;
  }

  get library(): Library {
    return this.models.library;
  }

  get names(): Names {
    return this.models.names;
  }

  /** The class whose metadata has the tables. */
  base(): string {
    const { name, package: from } = this.library.base;
    return from === null ? this.#own(this.models.places.base, name) : this.imports.from(from, name);
  }

  /** The class or variable of a table, for code that runs while the module is loaded. */
  table(id: TableId): string {
    return this.#own(this.models.places.table(id), this.names.table(id));
  }

  /** The class of a table, for annotations in quotes. */
  mention(id: TableId): string {
    const place = this.models.places.table(id);
    const name = this.names.table(id);
    if (place !== this.place) this.imports.forTypes(`.${place}`, name);
    return name;
  }

  enum(id: EnumId): string {
    return this.#own(this.models.places.enums, this.names.enum(id));
  }

  /** The function that lists the values of an enum. */
  enumValues(): string {
    this.models.helpers.add(ENUM_VALUES);
    return this.#own(this.models.places.enums, ENUM_VALUES);
  }

  /** The class for types that are known only by name. */
  rawType(): string {
    this.models.helpers.add(RAW_TYPE);
    return this.#own(this.models.places.types, RAW_TYPE);
  }

  /** A name that the models define, imported where another module defines it. */
  #own(place: string, name: string): string {
    if (place !== this.place) this.imports.own(`.${place}`, name);
    return name;
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
    this.models.addDiagnostic(diagnostic);
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
