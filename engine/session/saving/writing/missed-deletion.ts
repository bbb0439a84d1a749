/** A DELETE that found no row: a cascade has deleted it, or another transaction has written it. */
import { type Select, select } from "../../../sql/index.ts";
import { labelOf } from "../../entities/entity.ts";
import { stateOf } from "../../entities/entity-state.ts";
import { uncached } from "../../statements/cached-statement.ts";
import type { Statements } from "../../statements/statements.ts";
import { keyColumns } from "../change-set/column-set.ts";
import type { FlushStep } from "../plan/flush-step.ts";
import type { FlushContext } from "./flush-context.ts";
import { rowCondition, rowPredicate } from "./row-predicate.ts";
import { versionConflict } from "./settle-step.ts";

/** Whether the two cases have to be distinguished. */
export const isMissed = (
  { kind, entity }: FlushStep,
  changes: number,
  { settings }: FlushContext,
): boolean =>
  kind === "delete" && changes === 0 && settings.versionOf(stateOf(entity).model) !== undefined;

/** @throws QueryError `version-conflict` if the row still exists */
export const requireGone = async (
  { entity }: FlushStep,
  statements: Statements,
  { origin }: FlushContext,
): Promise<void> => {
  const { model } = stateOf(entity);
  const statement: Select = {
    ...select({
      items: keyColumns(model).columns.map(({ name }) => ({
        expression: { kind: "column", source: null, name },
        alias: null,
      })),
      from: { kind: "tableSource", name: model.table, alias: model.table },
      where: { body: rowCondition(rowPredicate(entity, undefined), origin), origins: [] },
    }),
    origin,
  };
  const object = `read ${labelOf(entity)}: whether a cascade deleted it`;
  const { rows } = await statements.run(uncached(statement), {
    cause: () => ({ kind: "flush", subject: object }),
    origin,
  });
  if (rows.length > 0) throw versionConflict(entity, origin);
};
