/** What a database makes by itself of a new row. */
import { type ColumnModel, type EntityModel, QueryError } from "../../../query/index.ts";
import type { Dialect } from "../../../sql/index.ts";
import type { FlushContext } from "./flush-context.ts";

/** Whether it is known to be null without being asked for. */
export const isAlwaysNull = ({ nullable, generated, hasDefault }: ColumnModel): boolean =>
  nullable && !generated && !hasDefault;

/**
 * What the database makes by itself and does not tell beside the statement: generated keys and defaults.
 * In a RETURNING all that was not given is asked for; it costs nothing.
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

/** The key that is told beside the statement, and need not be asked for in it. */
export const lastKeyOf = (
  { primaryKey }: EntityModel,
  { generatedKeys }: Dialect,
): ColumnModel | null =>
  (generatedKeys === "last key" && primaryKey.find(({ generated }) => generated)) || null;

/** @throws QueryError `unsupported` for a key that the database makes, but does not tell */
export const requireReportedKey = (
  model: EntityModel,
  written: readonly ColumnModel[],
  { dialect, origin }: FlushContext,
): void => {
  const { name, primaryKey } = model;
  const made = generatedColumns(model, written, dialect);
  const untold = primaryKey.find(key => key.hasDefault && made.includes(key));
  if (!untold) return;
  const message = `${dialect.label} does not tell the ${untold.name} that it makes for a ${name}.`;
  const hint = `Give ${untold.name} a value before you save.`;
  throw new QueryError("unsupported", message, { hint, range: origin });
};
