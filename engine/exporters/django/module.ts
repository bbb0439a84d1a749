/** The context in which the parts of a module are printed. */
import type { Diagnostic } from "../../base/index.ts";
import { freeName, type SchemaDocument, type TableId } from "../../schema/index.ts";
import { type Code, call, Imports, literal, Names, named } from "../python/index.ts";
import { reservedNames } from "./names.ts";

export class DjangoModule {
  readonly document: SchemaDocument;
  readonly names: Names;
  readonly imports: Imports;
  readonly diagnostics: Diagnostic[] = [];
  /** The tables whose classes are printed already; later classes are referred to by name. */
  readonly printed = new Set<TableId>();
  readonly #constraints = new Set<string>();
  usesNamedType = false;
  usesSqlConstraint = false;

  constructor(document: SchemaDocument) {
    this.document = document;
    this.names = new Names(document, {
      reserved: reservedNames,
      isClass: () => true,
      keysAreFields: true,
    });
    this.imports = new Imports({ taken: this.names.taken, aliasPrefix: "django" });
    this.imports.from("django.db", "models");
  }

  /** Imports a name from `django.db.models.functions`. */
  sqlFunction(name: string): string {
    return this.imports.from("django.db.models.functions", name);
  }

  /** `RawSQL("…", [])`. Django reads `%s` as a parameter. */
  rawSql(sql: string, outputField: string | null = null): Code {
    const { imports } = this;
    return call(imports.from("django.db.models.expressions", "RawSQL"), [
      literal(sql.replaceAll("%", "%%")),
      "[]",
      ...(outputField === null ? [] : [named("output_field", outputField)]),
    ]);
  }

  /** A name of a constraint or an index that no other one of the app has, which Django requires. */
  constraintName(preferred: string): string {
    const name = freeName(preferred, this.#constraints);
    this.#constraints.add(name);
    return name;
  }

  addDiagnostic(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }
}

/** A name in SQL. Django quotes names without doubling the quotes within, unless they are quoted already. */
export const databaseName = (name: string): string =>
  name.includes('"') ? `"${name.replaceAll('"', '""')}"` : name;
