/** The rows of an entity in a statement: those of a query or of a relation. */
import {
  allOf,
  type Clause,
  type Expression,
  type Select,
  type SelectItem,
} from "../../sql/index.ts";
import { compileRows } from "../compile.ts";
import type { QueryState } from "../expression.ts";
import { linkJoins, relationKey } from "../joins-to-sql.ts";
import type { ColumnModel, EntityModel } from "../model.ts";
import { Aliases, type JoinPlan } from "../plan.ts";
import { newQueryState } from "../query-state.ts";
import type { Load } from "./load.ts";

/** A value in a row that is not a column of its entity. */
export type Extra = { readonly expression: Expression; readonly name: string };

export type EntityRows = {
  /** Without items. */
  readonly query: Select;
  readonly entity: EntityModel;
  /** The loaded columns of the entity. */
  readonly columns: readonly ColumnModel[];
  readonly alias: string;
  readonly extras: readonly Extra[];
  /** The to-one relations that the query joins to the row. */
  readonly joined: readonly JoinPlan[];
};

/** The rows of a relation. */
export type RelatedRows = EntityRows & {
  /** The expressions that equal the source columns: columns of the row or of its join table. */
  readonly key: readonly Expression[];
  readonly load: Load;
};

export const columnAt = (alias: string, { name }: { readonly name: string }): Expression => ({
  kind: "column",
  source: alias,
  name,
});

export const itemsOf = ({
  alias,
  columns,
}: Pick<EntityRows, "alias" | "columns">): readonly SelectItem[] =>
  columns.map(column => ({ expression: columnAt(alias, column), alias: null }));

export const extraItemsOf = ({ extras }: EntityRows): readonly SelectItem[] =>
  extras.map(({ expression, name }) => ({ expression, alias: name }));

/** The columns that are always loaded: the primary key, and the columns of relations. */
export const neededColumns = (entity: EntityModel): ReadonlySet<ColumnModel> =>
  new Set([
    ...entity.primaryKey,
    ...[...entity.relations.values()].flatMap(relation => relation.sourceColumns),
  ]);

const columnsWithout = (
  entity: EntityModel,
  deferred: readonly ColumnModel[],
): readonly ColumnModel[] => {
  if (deferred.length === 0) return entity.columns;
  const needed = neededColumns(entity);
  return entity.columns.filter(column => needed.has(column) || !deferred.includes(column));
};

/** The rows of a query. */
export const rowsOfQuery = (state: QueryState, aliases: Aliases): EntityRows => {
  const { entity } = state.variable;
  const { query, joined } = compileRows(state, aliases);
  return {
    query,
    entity,
    columns: columnsWithout(entity, state.deferred),
    alias: query.from?.alias ?? entity.table,
    extras: [],
    joined,
  };
};

/** All rows of a relation, not yet limited to those of certain sources. */
export const rowsOfLoad = (load: Load, aliases: Aliases): RelatedRows => {
  const { relation, origin, where, orderBy } = load;
  const variable = load.collection?.variable ?? { entity: relation.target };
  const state = { ...newQueryState(variable, origin), where, orderBy };
  const rows = rowsOfQuery(state, aliases);
  const link = relation.through && aliases.take(LINK);
  const key = relationKey(relation, rows.alias, link);
  const names = freeNames(rows);
  return {
    ...rows,
    load,
    key: key.columns.map(column => columnAt(key.alias, column)),
    query: { ...rows.query, joins: [...linkJoins(key), ...rows.query.joins] },
    extras: !link
      ? []
      : key.columns.map(column => ({
          expression: columnAt(key.alias, column),
          name: names.take(column.name),
        })),
  };
};

/** The alias of a row of a join table. */
export const LINK = "link";

/** Aliases that differ from all columns of the rows. */
export const freeNames = ({ columns, extras }: EntityRows): Aliases => {
  const names = new Aliases();
  for (const { name } of [...columns, ...extras]) names.take(name);
  return names;
};

/** A query with an additional condition, before the others. */
export const withCondition = (query: Select, condition: Expression): Select => {
  const { where, origin } = query;
  const own = !where ? [] : where.body.kind === "and" ? where.body.operands : [where.body];
  const body = allOf([condition, ...own]) ?? condition;
  const origins = where?.origins ?? (origin ? [origin] : []);
  const clause: Clause<Expression> = { body, origins };
  return { ...query, where: clause };
};
