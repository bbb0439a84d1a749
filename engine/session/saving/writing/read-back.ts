/** Reads the values that a database without RETURNING has generated for a row. */
import type { QueryResult } from "../../../drivers/index.ts";
import { clause, type ParameterValue, type Select, select } from "../../../sql/index.ts";
import { type Entity, stateOf } from "../../entities/entity-state.ts";
import { LazyStatement, type StatementSource } from "../../statements/cached-statement.ts";
import { columnSetOf, computedColumns, keyColumns } from "../change-set/column-set.ts";
import type { FlushContext } from "./flush-context.ts";
import { generatedColumns, lastKeyOf } from "./generated-columns.ts";
import { parameterOf, rowCondition } from "./row-predicate.ts";
import type { StepStatement } from "./step-statement.ts";

const keyOf = (
  entity: Entity,
  { insertedKey }: QueryResult,
  { dialect }: FlushContext,
): readonly ParameterValue[] => {
  const { model } = stateOf(entity);
  const lastKey = lastKeyOf(model, dialect);
  return keyColumns(model).columns.map(column => {
    const isReported = column === lastKey && entity[column.name] === undefined;
    return isReported ? (insertedKey ?? null) : parameterOf(entity, column);
  });
};

/** The SELECT after a write; null if no values were generated, or there is no key. */
export const readBackStatement = (
  { step: { kind, entity }, written }: StepStatement,
  result: QueryResult,
  context: FlushContext,
): StatementSource | null => {
  const { dialect, origin } = context;
  const { model } = stateOf(entity);
  if (dialect.hasReturning || kind === "delete" || model.primaryKey.length === 0) return null;
  const generated =
    kind === "insert"
      ? columnSetOf(model, generatedColumns(model, written, dialect))
      : computedColumns(model);
  if (generated.isEmpty) return null;
  const values = keyOf(entity, result, context);
  const tree = (): Select => ({
    ...select({
      items: generated.columns.map(({ name }) => ({
        expression: { kind: "column", source: null, name },
        alias: null,
      })),
      from: { kind: "tableSource", name: model.table, alias: model.table },
      where: clause(rowCondition({ columns: keyColumns(model), values }, origin)),
    }),
    origin,
  });
  return new LazyStatement(generated.selectText, values, tree);
};
