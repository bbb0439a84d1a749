/** The key that a person gave, by the columns of the primary key. */
import { checkType, type EntityModel, QueryError, toParameter } from "../../query/index.ts";
import type { ParameterValue } from "../../sql/index.ts";

/** @throws QueryError `type-mismatch` for a value that no key can equal */
export const keyParameters = (
  { primaryKey }: EntityModel,
  values: readonly unknown[],
): readonly ParameterValue[] =>
  primaryKey.map(({ type }, index) => {
    checkType(values[index], type, undefined);
    return toParameter(values[index], type);
  });

/** @throws QueryError `no-primary-key`, `invalid-value` for a key of several columns that lacks one */
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
  throw new QueryError("invalid-value", `The key of ${model.name} lacks ${missing}.`, {
    hint: `Give it as an object: get({ ${names.join(": …, ")}: … }).`,
  });
};
