/** What a database makes by itself of a new row. */
import { type ColumnModel, type EntityModel, QueryError } from "../../query/index.ts";
import type { Dialect } from "../../sql/index.ts";
import { valuesOf } from "../entities/entity.ts";
import { type Entity, stateOf } from "../entities/entity-state.ts";
import type { FlushContext } from "./flush-context.ts";

/** Whether it is known to be null without being asked for. */
export const isSurelyNull = ({ nullable, generated, hasDefault }: ColumnModel): boolean =>
  nullable && !generated && !hasDefault;

/**
 * What the database makes by itself and does not tell beside the statement: generated keys and defaults.
 * In a RETURNING all that was not given is asked for; it costs nothing.
 */
export const madeColumns = (entity: Entity, dialect: Dialect): readonly ColumnModel[] => {
  const { model } = stateOf(entity);
  const lastKey = lastKeyOf(model, dialect);
  const values = valuesOf(entity);
  return model.columns.filter(
    column =>
      column !== lastKey &&
      values[column.index] === undefined &&
      (dialect.hasReturning || !isSurelyNull(column)),
  );
};

/** The key that is told beside the statement, and need not be asked for in it. */
export const lastKeyOf = (
  { primaryKey }: EntityModel,
  { generatedKeys }: Dialect,
): ColumnModel | null =>
  (generatedKeys === "last key" && primaryKey.find(({ generated }) => generated)) || null;

/** @throws QueryError `unsupported` for a key that the database makes, but does not tell */
export const requireToldKey = (entity: Entity, { dialect, origin }: FlushContext): void => {
  const { name, primaryKey } = stateOf(entity).model;
  const made = madeColumns(entity, dialect);
  const untold = primaryKey.find(key => key.hasDefault && made.includes(key));
  if (!untold) return;
  const message = `${dialect.label} does not tell the ${untold.name} that it makes for a ${name}.`;
  const hint = `Give ${untold.name} a value before you save.`;
  throw new QueryError("unsupported", message, { hint, range: origin });
};
