/** Runs the step that gives a row a placeholder: null, or an unused value. */
import { integerOf } from "../../../base/index.ts";
import type { Cause, SqlValue } from "../../../drivers/index.ts";
import type { ColumnModel } from "../../../query/index.ts";
import { type Expression, type Select, select } from "../../../sql/index.ts";
import { labelOf } from "../../entities/entity.ts";
import { copyRow, setRow, stateOf } from "../../entities/entity-state.ts";
import { uncached } from "../../statements/cached-statement.ts";
import type { Statements } from "../../statements/statements.ts";
import type { PlaceholderStep } from "../plan/placeholder-step.ts";
import { uniqueCycleError } from "../unique-values/unique-cycle-error.ts";
import type { FlushContext } from "./flush-context.ts";
import { nextVersion, parameter, rowCondition, rowPredicate } from "./row-predicate.ts";
import { checkFound, objectOf } from "./settle-step.ts";

const bounds = (table: string, { name }: ColumnModel): Select => {
  const end = (call: string): Expression => ({
    kind: "call",
    name: call,
    arguments: [{ kind: "column", source: null, name }],
    distinct: false,
  });
  const items = ["min", "max"].map(each => ({ expression: end(each), alias: null }));
  return select({ items, from: { kind: "tableSource", name: table, alias: table } });
};

type FreeValue = number | bigint | string;

/** SQLite may have fractions and texts in a column of integers. */
const integerIn = (value: SqlValue): bigint | null => {
  if (typeof value === "bigint") return value;
  const number = Number(value);
  return Number.isFinite(number) ? BigInt(Math.ceil(number)) : null;
};

/** The integer after the greatest, or before the least. */
const freeInteger = (bits: number, least: SqlValue, greatest: SqlValue): FreeValue | null => {
  const [low, high] = [integerIn(least), integerIn(greatest)];
  if (low === null || high === null) return null;
  const limit = 2n ** BigInt(bits - 1) - 1n;
  if (high < limit) return integerOf(high + 1n);
  return low > -limit ? integerOf(low - 1n) : null;
};

/** Under every collation a string sorts after its own prefix. */
const freeText = (longest: number, greatest: string): string | null =>
  greatest.length < longest ? `${greatest}0` : null;

const freeValue = (
  { type }: ColumnModel,
  [least = null, greatest = null]: readonly SqlValue[],
): FreeValue | null => {
  if (type.kind === "integer") return freeInteger(type.bits, least, greatest);
  const longest = type.kind === "varchar" ? type.length : null;
  return freeText(longest ?? Number.POSITIVE_INFINITY, String(greatest));
};

/** @throws QueryError `unique-circle` if a row has the greatest possible value */
const findFreeValue = async (
  { entity, column }: PlaceholderStep,
  { statements, context: { origin } }: Carrying,
): Promise<FreeValue> => {
  const object = `read ${labelOf(entity)}: an unused ${column.name}`;
  const cause = (): Cause => ({ kind: "flush", subject: object });
  const { model } = stateOf(entity);
  const statement = uncached(bounds(model.table, column));
  const { rows } = await statements.run(statement, { cause, origin });
  const value = freeValue(column, rows[0] ?? []);
  if (value !== null) return value;
  const message = `There is no unused ${column.name} for ${labelOf(entity)}.`;
  throw uniqueCycleError(message, [{ model, column }], origin);
};

export type Carrying = { readonly statements: Statements; readonly context: FlushContext };

/** The entity keeps its new value; its row gets the placeholder. */
export const runPlaceholderStep = async (
  step: PlaceholderStep,
  carrying: Carrying,
): Promise<void> => {
  const { statements, context } = carrying;
  const { settings, origin } = context;
  const { entity, column, placeholder } = step;
  const { model } = stateOf(entity);
  const value = placeholder === "null" ? null : await findFreeValue(step, carrying);
  const version = settings.versionOf(model);
  const predicate = rowPredicate(entity, version);
  const written = new Map<ColumnModel, FreeValue | null>([[column, value]]);
  if (version) written.set(version, nextVersion(entity, version));
  const assignments = [...written].map(([{ name }, each]) => ({
    column: name,
    value: parameter(each, origin),
  }));
  const where = rowCondition(predicate, origin);
  const statement = uncached({ kind: "update", table: model.table, assignments, where, origin });
  const cause = (): Cause => ({ kind: "flush", subject: objectOf(step) });
  const { changes } = await statements.run(statement, { cause, origin });
  checkFound(step, changes, context);
  const row = copyRow(entity);
  for (const [{ index }, each] of written) row[index] = each;
  context.rowKeys.change(entity, [...written.keys()], () => setRow(entity, row));
};
