/** Described models in short, to compare in tests. */
import type { ModelsDescription } from "../../importers/index.ts";

export type Outline = {
  readonly tables: readonly string[];
  /** `table.column type`, or the name of the enum. */
  readonly columns: readonly string[];
  /** `table.column -> target action`, for each foreign key. */
  readonly keys: readonly string[];
  /** `file:line message`. */
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
};

export const outlineOf = ({ tables, problems }: ModelsDescription): Outline => ({
  tables: tables.map(({ name }) => name),
  columns: tables.flatMap(({ name, columns }) =>
    columns.map(column => `${name}.${column.name} ${column.enum?.name ?? column.type}`),
  ),
  keys: tables.flatMap(({ name, foreignKeys }) =>
    foreignKeys.map(key => `${name}.${key.columns} -> ${key.target} ${key.onDelete}`),
  ),
  warnings: problems
    .filter(({ severity }) => severity !== "info")
    .map(({ message, place }) => `${place?.file}:${place?.line} ${message}`),
  notes: problems.filter(({ severity }) => severity === "info").map(({ message }) => message),
});
