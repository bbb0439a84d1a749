/** The context in which the parts of a module are printed. */
import type { Diagnostic } from "../../base/index.ts";
import type { SchemaDocument, TableId } from "../../schema/index.ts";
import { type Code, call, Imports, literal, Names } from "../python/index.ts";
import { reservedNames } from "./names.ts";

export class PeeweeModule {
  readonly document: SchemaDocument;
  readonly names: Names;
  readonly imports: Imports;
  readonly diagnostics: Diagnostic[] = [];
  /** The tables whose classes are printed already, so that later ones can refer to them. */
  readonly printed = new Set<TableId>();
  usesNamedType = false;
  usesAnyDecimal = false;

  constructor(document: SchemaDocument) {
    this.document = document;
    this.names = new Names(document, {
      reserved: reservedNames,
      isClass: () => true,
      keysAreFields: true,
    });
    this.imports = new Imports({ taken: this.names.taken, aliasPrefix: "peewee" });
  }

  /** Imports a name from `peewee`. */
  peewee(name: string): string {
    return this.imports.from("peewee", name);
  }

  /** `SQL("…")` */
  sql(text: string): Code {
    return call(this.peewee("SQL"), [literal(text)]);
  }

  addDiagnostic(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }
}
