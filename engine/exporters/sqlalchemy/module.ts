/** What the parts of a module share while it is printed. */
import type { Diagnostic } from "../../base/index.ts";
import type { SchemaDocument } from "../../schema/index.ts";
import { Imports } from "./imports.ts";
import { Names } from "./names.ts";
import { literal } from "./python.ts";

export class PythonModule {
  readonly document: SchemaDocument;
  readonly names: Names;
  readonly imports: Imports;
  readonly diagnostics: Diagnostic[] = [];
  /** Whether the module needs the function that lists the values of an enum. */
  usesEnumValues = false;
  /** Whether the module needs the class of types that are known only by name. */
  usesRawType = false;

  constructor(document: SchemaDocument) {
    this.document = document;
    this.names = new Names(document);
    this.imports = new Imports(this.names.taken);
  }

  /** A name of `sqlalchemy`. */
  sql(name: string): string {
    return this.imports.from("sqlalchemy", name);
  }

  /** A name of `sqlalchemy.orm`. */
  orm(name: string): string {
    return this.imports.from("sqlalchemy.orm", name);
  }

  /** SQL as SQLAlchemy takes it; a colon before a word would be a parameter. */
  text(sql: string): string {
    return `${this.sql("text")}(${sqlLiteral(sql)})`;
  }

  tell(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }
}

/** SQL in a literal, where SQLAlchemy looks for parameters. */
export const sqlLiteral = (sql: string): string =>
  literal(sql.replaceAll(/(?<![:\w\\]):(\w+)(?!:)/g, "\\:$1"));
