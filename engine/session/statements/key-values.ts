/** The values of a primary key, in the order of its columns. */
import { type EntityModel, QueryError } from "../../query/index.ts";

/** @throws QueryError `no-primary-key`, or `invalid-value` if a column of a composite key is missing */
export const keyValues = (model: EntityModel, key: unknown): readonly unknown[] => {
  const [first, second] = model.primaryKey;
  if (!first) {
    throw new QueryError("no-primary-key", `${model.name} has no primary key to get a row by.`);
  }
  if (!second) return [key];
  const parts = (typeof key === "object" && key !== null ? key : {}) as Record<string, unknown>;
  const names = model.primaryKey.map(column => column.name);
  const missing = names.find(name => parts[name] === undefined);
  if (missing === undefined) return names.map(name => parts[name]);
  throw new QueryError("invalid-value", `The key of ${model.name} has no value for ${missing}.`, {
    hint: `Pass an object: get({ ${names.join(": …, ")}: … }).`,
  });
};
