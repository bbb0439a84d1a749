/** Columns that are not loaded. Reading one throws an error that names the fix; writing one is a normal change. */
import { type ColumnModel, type EntityModel, QueryError } from "../../query/index.ts";

const notLoaded = (column: ColumnModel, { name }: EntityModel): QueryError => {
  const row = name.charAt(0).toLowerCase();
  return new QueryError("column-not-loaded", `${name}.${column.name} is not loaded.`, {
    hint: `Load it with await db.load(entity, ${row} => ${row}.${column.name}), or do not exclude it from the query.`,
  });
};

/** Marks a column of an entity as not loaded. */
export const deferColumn = (entity: object, column: ColumnModel, model: EntityModel): void => {
  Object.defineProperty(entity, column.name, {
    configurable: true,
    enumerable: false,
    get() {
      throw notLoaded(column, model);
    },
    set(value: unknown) {
      Object.defineProperty(entity, column.name, {
        configurable: true,
        enumerable: true,
        writable: true,
        value,
      });
    },
  });
};

/** Whether a column of an entity is neither loaded nor assigned. */
export const isDeferred = (entity: object, { name }: ColumnModel): boolean =>
  Object.getOwnPropertyDescriptor(entity, name)?.get !== undefined;
