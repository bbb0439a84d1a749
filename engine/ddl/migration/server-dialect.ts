/** The differences between PostgreSQL and MySQL in migrations. */
import type { Drafting } from "../ddl-dialect.ts";
import type { DdlStatement } from "../statement.ts";
import type { ColumnPair, TablePair } from "./pairing.ts";
import type { Part, PartMove } from "./part-changes.ts";
import type { ServerContext } from "./server-context.ts";
import type { MigrationStep } from "./steps.ts";

/** One database's side of the differences. */
export type ServerDialect = {
  /** Drops a key, a check, an index or a foreign key of this name. */
  readonly dropPart: (drafting: Drafting, part: Part, table: string, name: string) => DdlStatement;
  readonly renamePart: (
    drafting: Drafting,
    part: Part,
    table: string,
    names: readonly [string, string],
  ) => DdlStatement;
  /** The namespace of a part: names are unique within it. */
  readonly namespace: (part: Part) => string;
  /** Steps before anything is dropped. */
  readonly prepare: (context: ServerContext) => readonly MigrationStep[];
  /** Steps after all renames. */
  readonly renewTypes: (context: ServerContext) => readonly MigrationStep[];
  readonly alterColumn: (
    context: ServerContext,
    pair: TablePair,
    column: ColumnPair,
  ) => readonly MigrationStep[];
  /** The statement that makes a column NOT NULL. */
  readonly forbidNull: (
    context: ServerContext,
    pair: TablePair,
    column: TablePair["added"][number],
  ) => string;
  /** The position clause of a new column. */
  readonly place: (
    context: ServerContext,
    pair: TablePair,
    column: TablePair["added"][number],
  ) => string;
  /** A key that must be added in the same statement as its column. */
  readonly keyWith: (
    context: ServerContext,
    column: TablePair["added"][number],
  ) => PartMove | undefined;
  /** Steps after keys exist. */
  readonly afterKeys: (context: ServerContext) => readonly MigrationStep[];
  /** The last steps. */
  readonly finish: (context: ServerContext) => readonly MigrationStep[];
  readonly frame: (
    context: ServerContext,
    steps: readonly MigrationStep[],
  ) => readonly MigrationStep[];
};

export const words = (part: Part) => {
  if (part.kind === "key") return part.primary ? ("primary key" as const) : ("unique key" as const);
  return part.kind === "foreignKey" ? ("foreign key" as const) : part.kind;
};

export const isForeign = ({ part }: PartMove): boolean => part.kind === "foreignKey";
