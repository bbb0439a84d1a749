/** Statements that insert and delete rows of join tables. */
import type { TextRange } from "../../../base/index.ts";
import {
  type ColumnModel,
  conjunction,
  type ThroughModel,
  toParameter,
} from "../../../query/index.ts";
import type { Delete, Expression, Insert } from "../../../sql/index.ts";
import { labelOf } from "../../entities/entity.ts";
import { type Entity, rowValue } from "../../entities/entity-state.ts";
import type { LinkChange } from "../links/link-changes.ts";
import { parameter } from "./row-predicate.ts";

type LinkValue = { readonly column: ColumnModel; readonly value: Expression };

/** The keys of both ends: the current values for a new link, the stored values for a removed link. */
const keyValues = (
  { kind, relation, source, target }: LinkChange,
  through: ThroughModel,
  origin: TextRange | undefined,
): readonly LinkValue[] => {
  const valuesOf = (
    entity: Entity,
    keys: readonly ColumnModel[],
    columns: readonly ColumnModel[],
  ): readonly LinkValue[] =>
    columns.flatMap((column, index) => {
      const key = keys[index];
      if (!key) return [];
      const value =
        kind === "link"
          ? toParameter(entity[key.name] ?? null, column.type)
          : rowValue(entity, key);
      return { column, value: parameter(value, origin) };
    });
  return [
    ...valuesOf(source, relation.sourceColumns, through.sourceColumns),
    ...valuesOf(target, relation.targetColumns, through.targetColumns),
  ];
};

/** Inserts the row of a link, unless a key of the join table shows that it exists; or deletes it. */
export const linkStatement = (
  change: LinkChange,
  origin: TextRange | undefined,
): Insert | Delete | null => {
  const { kind, relation } = change;
  const { through } = relation;
  if (!through) return null;
  const values = keyValues(change, through, origin);
  const { table, entity } = through;
  if (kind === "unlink") {
    const where = conjunction(
      values.map(({ column, value }) => ({
        kind: "comparison" as const,
        operator: "=" as const,
        left: { kind: "column" as const, source: null, name: column.name },
        right: value,
      })),
    );
    return { kind: "delete", table, where, origin };
  }
  const isKey = entity.keys.some(
    key =>
      key.condition === null &&
      key.columns.length === values.length &&
      values.every(({ column }) => key.columns.includes(column)),
  );
  const columns = values.map(({ column }) => column.name);
  return {
    kind: "insert",
    table,
    columns,
    rows: [values.map(({ value }) => value)],
    onConflict: isKey ? { columns, assignments: [] } : null,
    returning: [],
    origin,
  };
};

/** The cause of the statement. */
export const linkLabel = ({ kind, relation, source, target }: LinkChange): string => {
  const change = kind === "link" ? "added to" : "removed from";
  return `${kind} ${labelOf(source)} and ${labelOf(target)}: ${change} ${relation.label}`;
};
