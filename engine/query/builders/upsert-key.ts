/** The key by which an upsert finds existing rows, looked up in the design. */
import type { TextRange } from "../../base/index.ts";
import { ExpressionBuilder } from "../expressions/index.ts";
import type { ColumnModel, EntityModel, KeyModel } from "../model.ts";
import { QueryError } from "../query-error.ts";

const namesOf = (columns: readonly ColumnModel[]): string =>
  columns.map(({ name }) => name).join(", ");

const described = ({ name, columns, condition }: KeyModel): string => {
  if (!condition) return namesOf(columns);
  return `${namesOf(columns)} where ${condition.sql} ("${name}")`;
};

const noKey = (entity: EntityModel, what: string, range: TextRange | undefined): QueryError => {
  const keys = entity.keys.map(described).join("; ");
  return new QueryError("unsupported", `${entity.name} has no unique key ${what}.`, {
    range,
    hint: keys === "" ? "Add a unique key to the table." : `Its unique keys are: ${keys}.`,
  });
};

const covers = ({ columns }: KeyModel, requested: ReadonlySet<ColumnModel>): boolean =>
  columns.length === requested.size && columns.every(column => requested.has(column));

const several = (keys: readonly KeyModel[], range: TextRange | undefined): QueryError => {
  const [first] = keys;
  const names = keys.map(({ name }) => `"${name}"`).join(" and ");
  return new QueryError("unsupported", `${names} are unique over the same columns.`, {
    range,
    hint: `Name one of the indexes: { by: "${first?.name}" }.`,
  });
};

const columnIn = (reference: unknown, entity: EntityModel): ColumnModel | null => {
  if (!(reference instanceof ExpressionBuilder) || reference.node.kind !== "column") return null;
  const { column, path } = reference.node;
  return path.relations.length === 0 && entity.columns.includes(column) ? column : null;
};

const keyOver = (
  references: readonly unknown[],
  entity: EntityModel,
  range: TextRange | undefined,
): KeyModel => {
  const columns = references.map(reference => columnIn(reference, entity));
  const known = columns.filter(column => column !== null);
  if (known.length === 0 || known.length < columns.length) {
    throw noKey(entity, "over an expression", range);
  }
  const keys = entity.keys.filter(key => covers(key, new Set(known)));
  const whole = keys.find(({ condition }) => !condition);
  if (!whole && keys.length > 1) throw several(keys, range);
  const key = whole ?? keys[0];
  if (!key) throw noKey(entity, `over ${namesOf(known)}`, range);
  return key;
};

/** The key of `by`: the name of a unique index, or columns. The only partial index over columns needs no name. */
export const upsertKey = (
  by: string | readonly unknown[] | null,
  entity: EntityModel,
  range: TextRange | undefined,
): KeyModel => {
  if (typeof by === "string") {
    const named = entity.keys.find(({ name }) => name === by);
    if (named) return named;
    throw noKey(entity, `with the name "${by}"`, range);
  }
  if (by) return keyOver(by, entity, range);
  const { primaryKey } = entity;
  if (primaryKey.length > 0) return { name: null, columns: primaryKey, condition: null };
  throw new QueryError(
    "no-primary-key",
    "upsert() needs unique columns, and the table has no primary key.",
    { range, hint: "Name the unique columns: { by: u => u.email }." },
  );
};
