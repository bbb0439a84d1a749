/** Renames tables and columns in the database of a design, which keeps its rows where they are. */
import { type MigrationStep, planMigration } from "../ddl/index.ts";
import type { EmbeddedDriver } from "../drivers/index.ts";
import type { SchemaDocument } from "../schema/index.ts";

/** Steps that change no row, and those around them. */
const renames: ReadonlySet<MigrationStep["kind"]> = new Set(["rename table", "rename column"]);
const frames: ReadonlySet<MigrationStep["kind"]> = new Set(["begin", "check rows", "commit"]);

export type DesignChange = { readonly before: SchemaDocument; readonly after: SchemaDocument };

/**
 * Changes `database` from the tables of one design to those of another. False, and no change, if the designs differ
 * by more than the names of tables and columns.
 */
export const renameInPlace = (
  database: EmbeddedDriver,
  { before, after }: DesignChange,
): boolean => {
  const steps = planMigration(before, after, "sqlite").value;
  const changes = steps.filter(({ kind }) => !frames.has(kind));
  if (!changes.every(({ kind }) => renames.has(kind))) return false;
  database.transaction(() => {
    for (const { statements } of changes) {
      for (const { text } of statements) database.query(text);
    }
  });
  return true;
};
