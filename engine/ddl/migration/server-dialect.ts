/** What differs between PostgreSQL and MySQL when they are migrated. */
import type { Drafting } from "../ddl-dialect.ts";
import type { DdlStatement } from "../statement.ts";
import type { ColumnPair, TablePair } from "./pairing.ts";
import type { Part, PartMove } from "./part-changes.ts";
import type { ServerContext } from "./server-context.ts";
import type { MigrationStep } from "./steps.ts";

/** What differs between the two. */
export type ServerDialect = {
  /** Drops a key, a check, an index or a foreign key of this name. */
  readonly dropPart: (drafting: Drafting, part: Part, table: string, name: string) => DdlStatement;
  readonly renamePart: (
    drafting: Drafting,
    part: Part,
    table: string,
    names: readonly [string, string],
  ) => DdlStatement;
  /** Parts with the same answer cannot have the same name. */
  readonly namespace: (part: Part) => string;
  /** Before anything goes. */
  readonly prepare: (context: ServerContext) => readonly MigrationStep[];
  /** Once all has its new name. */
  readonly renewTypes: (context: ServerContext) => readonly MigrationStep[];
  readonly alterColumn: (
    context: ServerContext,
    pair: TablePair,
    column: ColumnPair,
  ) => readonly MigrationStep[];
  /** The statement that lets a column be NULL no more. */
  readonly forbidNull: (
    context: ServerContext,
    pair: TablePair,
    column: TablePair["added"][number],
  ) => string;
  /** Where a new column stands. */
  readonly place: (
    context: ServerContext,
    pair: TablePair,
    column: TablePair["added"][number],
  ) => string;
  /** A key that has to come in one statement with its column. */
  readonly keyWith: (
    context: ServerContext,
    column: TablePair["added"][number],
  ) => PartMove | undefined;
  /** Once keys are there. */
  readonly afterKeys: (context: ServerContext) => readonly MigrationStep[];
  /** Last of all. */
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
