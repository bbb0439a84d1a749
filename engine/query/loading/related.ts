/** Statements that load relations of loaded entities, by keys or by the query that loaded the entities. */
import { allOf, clause, type Expression, type Select } from "../../sql/index.ts";
import { needsDistinct } from "../distinct-rows.ts";
import type { QueryState } from "../expression.ts";
import { isWhole } from "../load-request.ts";
import type { ColumnModel } from "../model.ts";
import { Aliases } from "../plan.ts";
import { derivedRows, rankedRows } from "./derived-rows.ts";
import {
  columnAt,
  type RelatedRows,
  rowsOfLoad,
  rowsOfQuery,
  withCondition,
} from "./entity-rows.ts";
import { type Fetch, fetchRows } from "./fetch.ts";
import { isIn, isOneOf, type Keys } from "./keys.ts";
import { isCut, type Load } from "./load.ts";

/** A statement that loads a relation. */
export type RelatedFetch = Fetch & {
  /** The positions of the key of the source entity in a row. */
  readonly sourceKey: readonly number[];
};

/** The rows of a query, to repeat it. */
export type RowSet = {
  /** A subquery for some of the columns. */
  readonly select: (columns: readonly ColumnModel[], aliases: Aliases) => Select;
  /** Whether these are all rows of the table. */
  readonly isTable: boolean;
};

/** Applies the limit of a load per source. */
const limited = (rows: RelatedRows): RelatedRows => {
  if (!isCut(rows.load)) return rows;
  const ranked = rankedRows(rows);
  const { limit, offset } = rows.load;
  const origins = [limit?.origin, offset?.origin].filter(origin => origin !== undefined);
  const where = clause(ranked.isAmongThem, origins);
  return { ...ranked.rows, query: { ...ranked.rows.query, where } };
};

const fetchRelated = (load: Load, input: RelatedRows, aliases: Aliases): RelatedFetch => {
  const { relation } = load;
  const rows = limited(input);
  const fetch = fetchRows(rows, load.loads, aliases);
  const sourceKey = relation.through
    ? relation.through.sourceColumns.map((_, index) => fetch.extrasAt + index)
    : relation.targetColumns.map(column => rows.columns.indexOf(column));
  return { sourceKey, ...fetch };
};

/** Loads the related rows of entities with these keys. */
export const fetchByKeys = (load: Load, keys: Keys): RelatedFetch => {
  const aliases = new Aliases();
  const rows = rowsOfLoad(load, aliases);
  const query = withCondition(rows.query, isOneOf(rows.key, keys, load.origin));
  return fetchRelated(load, { ...rows, query }, aliases);
};

/** Loads the related rows of the rows of a query. */
export const fetchByRows = (load: Load, sources: RowSet): RelatedFetch => {
  const aliases = new Aliases();
  return fetchRelated(load, belongingTo(load, sources, aliases), aliases);
};

/** Loads all rows that are related to any row. */
export const fetchAll = (load: Load): RelatedFetch => {
  const aliases = new Aliases();
  const rows = rowsOfLoad(load, aliases);
  const belongs = load.relation.targetColumns
    .filter(({ nullable }) => nullable)
    .map((column): Expression => {
      const operand = columnAt(rows.alias, column);
      return { kind: "isNull", operand, negated: true, origin: load.origin };
    });
  const condition = allOf(belongs);
  const query = condition ? withCondition(rows.query, condition) : rows.query;
  return fetchRelated(load, { ...rows, query }, aliases);
};

const belongingTo = (load: Load, sources: RowSet, aliases: Aliases): RelatedRows => {
  const rows = rowsOfLoad(load, aliases);
  const query = sources.select(load.relation.sourceColumns, aliases);
  return { ...rows, query: withCondition(rows.query, isIn(rows.key, query, load.origin)) };
};

/** The rows of a query. */
export const rowSetOfQuery = (state: QueryState): RowSet => {
  const isCut = state.limit !== null || state.offset !== null;
  return {
    isTable: !isCut && !state.compound && state.where.length === 0 && state.joins.length === 0,
    select(columns, aliases) {
      const own = rowsOfQuery(state, aliases);
      // The limit applies to distinct rows, not to distinct values of the selected columns.
      const rows = isCut && needsDistinct(state) ? derivedRows(own) : own;
      const orderBy = isCut && rows === own ? rows.query.orderBy : null;
      return { ...rows.query, distinct: false, orderBy, items: itemsAt(rows.alias, columns) };
    },
  };
};

/** The related rows of the rows of a query. */
export const rowSetOfLoad = (load: Load, sources: RowSet): RowSet => ({
  isTable: sources.isTable && isOwned(load),
  select(columns, aliases) {
    const rows = limited(belongingTo(load, sources, aliases));
    return { ...rows.query, orderBy: null, items: itemsAt(rows.alias, columns) };
  },
});

/** Whether a load includes all rows that refer to its sources. */
export const loadsAllReferring = (load: Load): boolean =>
  isWhole(load) && !load.relation.holdsKey && load.relation.through === null;

/** Whether every row of the target refers to a source. */
const isOwned = (load: Load): boolean =>
  loadsAllReferring(load) && !load.relation.targetColumns.some(({ nullable }) => nullable);

const itemsAt = (alias: string, columns: readonly ColumnModel[]) =>
  columns.map(column => ({ expression: columnAt(alias, column), alias: null }));
