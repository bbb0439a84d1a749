/** The context in which the parts of a module are printed. */
import type { Diagnostic } from "../../base/index.ts";
import type { SchemaDocument } from "../../schema/index.ts";
import { type Code, call, Imports, literal, Names } from "../python/index.ts";
import { isMapped, reservedNames } from "./names.ts";

export class PythonModule {
  readonly document: SchemaDocument;
  readonly names: Names;
  readonly imports: Imports;
  readonly diagnostics: Diagnostic[] = [];
  /** Whether the module needs the function that lists the values of an enum. */
  usesEnumValues = false;
  /** Whether the module needs the class for types that are known only by name. */
  usesRawType = false;

  constructor(document: SchemaDocument) {
    this.document = document;
    this.names = new Names(document, { reserved: reservedNames, isClass: isMapped });
    this.imports = new Imports({ taken: this.names.taken, aliasPrefix: "sql" });
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
