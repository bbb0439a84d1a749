/** The columns that the database generates for a new row. */
import { type ColumnModel, type EntityModel, QueryError } from "../../../query/index.ts";
import type { Dialect } from "../../../sql/index.ts";
import type { FlushContext } from "./flush-context.ts";

/** Whether the column of a new row is null unless it is written. */
export const isAlwaysNull = ({ nullable, generated, hasDefault }: ColumnModel): boolean =>
  nullable && !generated && !hasDefault;

/**
 * The generated keys, defaults and computed columns that are not reported with the statement.
 * RETURNING includes all columns that are not written, because that costs nothing.
 */
export const generatedColumns = (
  model: EntityModel,
  written: readonly ColumnModel[],
  dialect: Dialect,
): readonly ColumnModel[] => {
  const lastKey = lastKeyOf(model, dialect);
  return model.columns.filter(
    column =>
      column !== lastKey &&
      !written.includes(column) &&
      (dialect.hasReturning || !isAlwaysNull(column)),
  );
};

/** The generated key that the driver reports with the result of an INSERT. */
export const lastKeyOf = (
  { primaryKey }: EntityModel,
  { generatedKeys }: Dialect,
): ColumnModel | null =>
  (generatedKeys === "last key" && primaryKey.find(({ generated }) => generated)) || null;

/** @throws QueryError `unsupported` for a key that the database generates but does not report */
export const requireReportedKey = (
  model: EntityModel,
  written: readonly ColumnModel[],
  { dialect, origin }: FlushContext,
): void => {
  const { name, primaryKey } = model;
  const generated = generatedColumns(model, written, dialect);
  const unreported = primaryKey.find(key => key.hasDefault && generated.includes(key));
  if (!unreported) return;
  const message = `${dialect.label} does not report the generated ${unreported.name} of a new ${name}.`;
  const hint = `Assign ${unreported.name} before the save.`;
  throw new QueryError("unsupported", message, { hint, range: origin });
};
