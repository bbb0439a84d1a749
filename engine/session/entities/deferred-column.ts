/** Columns that an entity came without: reading one says how to load it, writing one is a change like any other. */
import { type ColumnModel, type EntityModel, QueryError } from "../../query/index.ts";

const notLoaded = (column: ColumnModel, { name }: EntityModel): QueryError => {
  const row = name.charAt(0).toLowerCase();
  return new QueryError("column-not-loaded", `${name}.${column.name} is not loaded.`, {
    hint: `Load it, await db.load(entity, ${row} => ${row}.${column.name}), or leave it in the query.`,
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

/** Whether a column of an entity is not loaded, and was not written either. */
export const isDeferred = (entity: object, { name }: ColumnModel): boolean =>
  Object.getOwnPropertyDescriptor(entity, name)?.get !== undefined;
