/** Statements that load relations of entities that are there: by their keys, or by the query that found them. */
import { allOf, clause, type Expression, type Select } from "../../sql/index.ts";
import type { QueryState } from "../expression.ts";
import { isWhole } from "../load-request.ts";
import type { ColumnModel } from "../model.ts";
import { Aliases } from "../plan.ts";
import { derivedRows, rankedRows } from "./derived-rows.ts";
import { columnAt, narrowed, type RelatedRows, rowsOfLoad, rowsOfQuery } from "./entity-rows.ts";
import { type Fetch, fetchRows } from "./fetch.ts";
import { isIn, isOneOf, type Keys } from "./keys.ts";
import type { Load } from "./load.ts";

/** A statement that loads a relation, and where its rows tell whose they are. */
export type RelatedFetch = Fetch & {
  /** Where the key of the source stands in a row. */
  readonly sourceKey: readonly number[];
};

/** The rows of a query once more. */
export type RowSet = {
  /** As a subquery that gives some of their columns. */
  readonly select: (columns: readonly ColumnModel[], aliases: Aliases) => Select;
  /** Whether no row of their table is left out. */
  readonly isTable: boolean;
};

/** The first rows for each source alone, where the load has a limit. */
const limited = (rows: RelatedRows): RelatedRows => {
  const { limit } = rows.load;
  if (!limit) return rows;
  const ranked = rankedRows(rows, limit);
  const where = clause(ranked.isAmongFirst, limit.origin && [limit.origin]);
  return { ...ranked.rows, query: { ...ranked.rows.query, where } };
};

const fetchRelated = (load: Load, given: RelatedRows, aliases: Aliases): RelatedFetch => {
  const { relation } = load;
  const rows = limited(given);
  const fetch = fetchRows(rows, load.loads, aliases);
  const sourceKey = relation.through
    ? relation.through.sourceColumns.map((_, index) => fetch.extrasAt + index)
    : relation.targetColumns.map(column => rows.columns.indexOf(column));
  return { sourceKey, ...fetch };
};

/** Loads the rows that belong to sources with these keys. */
export const fetchByKeys = (load: Load, keys: Keys): RelatedFetch => {
  const aliases = new Aliases();
  const rows = rowsOfLoad(load, aliases);
  const query = narrowed(rows.query, isOneOf(rows.key, keys, load.origin));
  return fetchRelated(load, { ...rows, query }, aliases);
};

/** Loads the rows that belong to the rows of a query. */
export const fetchByRows = (load: Load, sources: RowSet): RelatedFetch => {
  const aliases = new Aliases();
  return fetchRelated(load, belongingTo(load, sources, aliases), aliases);
};

/** Loads all rows that belong to any source at all. */
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
  const query = condition ? narrowed(rows.query, condition) : rows.query;
  return fetchRelated(load, { ...rows, query }, aliases);
};

const belongingTo = (load: Load, sources: RowSet, aliases: Aliases): RelatedRows => {
  const rows = rowsOfLoad(load, aliases);
  const query = sources.select(load.relation.sourceColumns, aliases);
  return { ...rows, query: narrowed(rows.query, isIn(rows.key, query, load.origin)) };
};

/** The rows that a query finds. */
export const rowSetOfQuery = (state: QueryState): RowSet => {
  const isCut = state.limit !== null || state.offset !== null;
  return {
    isTable: !isCut && !state.compound && state.where.length === 0 && state.joins.length === 0,
    select(columns, aliases) {
      const found = rowsOfQuery(state, aliases);
      // Among different rows, and not among different values of the columns, the limit counts.
      const rows = isCut && state.distinct ? derivedRows(found) : found;
      const orderBy = isCut && rows === found ? rows.query.orderBy : null;
      return { ...rows.query, distinct: false, orderBy, items: itemsAt(rows.alias, columns) };
    },
  };
};

/** The rows that a relation leads to from the rows of a query. */
export const rowSetOfLoad = (load: Load, sources: RowSet): RowSet => ({
  isTable: sources.isTable && isOwned(load),
  select(columns, aliases) {
    const rows = limited(belongingTo(load, sources, aliases));
    return { ...rows.query, orderBy: null, items: itemsAt(rows.alias, columns) };
  },
});

/** Whether a load brings whatever refers to its sources. */
export const bringsReferring = (load: Load): boolean =>
  isWhole(load) && !load.relation.holdsKey && load.relation.through === null;

/** Whether every row of the target's table refers to a source. */
const isOwned = (load: Load): boolean =>
  bringsReferring(load) && !load.relation.targetColumns.some(({ nullable }) => nullable);

const itemsAt = (alias: string, columns: readonly ColumnModel[]) =>
  columns.map(column => ({ expression: columnAt(alias, column), alias: null }));
