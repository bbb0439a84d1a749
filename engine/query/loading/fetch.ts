/** Statements that load entities, with relations that are joined or nested as JSON. */
import {
  allOf,
  type Clause,
  clause,
  type Expression,
  type Join,
  type JsonValue,
  type OrderTerm,
  type Select,
  type SelectItem,
  type Source,
} from "../../sql/index.ts";
import type { QueryState, Sourced } from "../expression.ts";
import type { EntityModel } from "../model.ts";
import { byAlias } from "../order-by-alias.ts";
import { Aliases } from "../plan.ts";
import { derivedRelated, derivedRows, rankedRows } from "./derived-rows.ts";
import {
  columnAt,
  type EntityRows,
  extraItemsOf,
  itemsOf,
  type RelatedRows,
  rowsOfLoad,
  rowsOfQuery,
  withCondition,
} from "./entity-rows.ts";
import { formOf, type ReadJsonRow, rowFromJson } from "./json-values.ts";
import { isCut, isInline, type Load } from "./load.ts";

/** The positions of an entity and its loaded relations in a row. */
export type FetchNode = {
  readonly entity: EntityModel;
  /** The position of its first column. */
  readonly offset: number;
  /** The position of each column, -1 if it is not loaded; null if all are loaded in order. */
  readonly positions: readonly number[] | null;
  readonly joined: readonly JoinedNode[];
  readonly nested: readonly NestedNode[];
  /** Relations that other statements load, or that are forbidden. */
  readonly later: readonly Load[];
};

export type JoinedNode = { readonly load: Load; readonly node: FetchNode };

/** Rows nested in one value. */
export type NestedNode = {
  readonly load: Load;
  readonly position: number;
  readonly node: FetchNode;
  readonly readRow: ReadJsonRow;
};

export type Fetch = {
  readonly statement: Select;
  readonly root: FetchNode;
  /** The position of the first extra. */
  readonly extrasAt: number;
  /** Whether an entity may occur in several rows. */
  readonly repeats: boolean;
};

/** Whether joins repeat entities. */
export const joinsMany = (loads: readonly Load[]): boolean =>
  loads.some(
    ({ strategy, relation, loads: inner }) =>
      strategy === "join" && (relation.cardinality === "many" || joinsMany(inner)),
  );

const hasJson = (loads: readonly Load[]): boolean =>
  loads.some(({ strategy, loads: inner }) =>
    strategy === "join" ? hasJson(inner) : strategy === "json",
  );

/** Limits apply before joins, and before JSON is built from rows beyond the limit. */
const needsDerived = ({ query }: EntityRows, loads: readonly Load[]): boolean => {
  const isLimited = query.limit !== null || query.offset !== null;
  if (joinsMany(loads)) return isLimited || query.distinct;
  return hasJson(loads) && (query.distinct || (isLimited && query.orderBy !== null));
};

const equal = (left: readonly Expression[], right: readonly Expression[]): readonly Expression[] =>
  left.flatMap((each, index) => {
    const other = right[index];
    return other
      ? { kind: "comparison" as const, operator: "=" as const, left: each, right: other }
      : [];
  });

const all = (conditions: readonly Expression[]): Expression =>
  allOf(conditions) ?? { kind: "constant", value: true };

const countClause = ({ value, origin }: Sourced<number>): Clause<Expression> =>
  clause({ kind: "parameter", value }, origin && [origin]);

const positionsOf = ({ entity, columns }: LoadedRows, offset: number): readonly number[] | null => {
  if (columns.length === entity.columns.length) return null;
  const places = new Map(columns.map((column, index) => [column, offset + index]));
  return entity.columns.map(column => places.get(column) ?? -1);
};

type LoadedRows = Pick<EntityRows, "entity" | "columns" | "alias">;

class FetchCompiler {
  readonly #aliases: Aliases;
  readonly #items: SelectItem[] = [];
  readonly #joins: Join[] = [];
  readonly #order: OrderTerm[] = [];
  /** The relations that the query itself joins. */
  #joined: EntityRows["joined"] = [];

  constructor(aliases: Aliases) {
    this.#aliases = aliases;
  }

  compile(input: EntityRows, loads: readonly Load[]): Fetch {
    const rows = needsDerived(input, loads) ? derivedRows(input) : input;
    this.#joined = rows.joined;
    this.#items.push(...itemsOf(rows));
    const extrasAt = this.#items.length;
    this.#items.push(...extraItemsOf(rows));
    const root = this.#node(rows, 0, loads);
    const { query } = rows;
    const statement: Select = {
      ...query,
      items: this.#items,
      joins: [...query.joins, ...this.#joins],
      orderBy: this.#orderOf(rows),
    };
    return { statement, root, extrasAt, repeats: joinsMany(loads) };
  }

  /** Related rows are ordered within their entity, so the entities need an order too. */
  #orderOf({ query, entity, alias }: EntityRows): Select["orderBy"] {
    const known = query.orderBy && byAlias(query.orderBy.body, this.#items);
    if (this.#order.length === 0) return known && clause(known, query.orderBy?.origins);
    const own =
      known ??
      entity.primaryKey.map(column => ({
        expression: columnAt(alias, column),
        descending: false,
        nulls: null,
      }));
    return clause([...own, ...this.#order], query.orderBy?.origins);
  }

  #node(rows: LoadedRows, offset: number, loads: readonly Load[]): FetchNode {
    const joined: JoinedNode[] = [];
    const nested: NestedNode[] = [];
    for (const load of loads) {
      if (load.strategy === "join") joined.push(this.#join(load, rows.alias));
      if (load.strategy === "json") nested.push(this.#nest(load, rows.alias));
    }
    const positions = positionsOf(rows, offset);
    return { entity: rows.entity, offset, positions, joined, nested, later: laterOf(loads) };
  }

  #join(load: Load, from: string): JoinedNode {
    const known = this.#joinedBefore(load, from);
    if (known) return this.#joinedNode(load, known);
    const outer = load.relation.sourceColumns.map(column => columnAt(from, column));
    const rows = this.#joinRows(rowsOfLoad(load, this.#aliases), outer);
    this.#order.push(...(rows.query.orderBy?.body ?? []));
    return this.#joinedNode(load, rows);
  }

  #joinedNode(load: Load, rows: LoadedRows): JoinedNode {
    const offset = this.#items.length;
    this.#items.push(...itemsOf(rows));
    return { load, node: this.#node(rows, offset, load.loads) };
  }

  /** The row of a to-one relation that the query joins already, for a condition or an order. */
  #joinedBefore({ relation }: Load, from: string): LoadedRows | null {
    const join = this.#joined.find(each => each.from === from && each.relation === relation);
    if (!join) return null;
    const { alias } = join;
    return { entity: relation.target, columns: relation.target.columns, alias };
  }

  #joinRows(rows: RelatedRows, outer: readonly Expression[]): RelatedRows {
    const { relation } = rows.load;
    if (isCut(rows.load)) {
      const ranked = rankedRows(rows);
      this.#leftJoin(ranked.rows, [...equal(ranked.rows.key, outer), ranked.isAmongThem]);
      return ranked.rows;
    }
    const [link, ...others] = relation.through ? rows.query.joins : [null, ...rows.query.joins];
    if (others.length > 0 || rows.query.with) {
      const derived = derivedRelated(rows);
      this.#leftJoin(derived, equal(derived.key, outer));
      return derived;
    }
    const where = rows.query.where ? [rows.query.where.body] : [];
    if (link) {
      this.#joins.push({ ...link, type: "left", on: all(equal(rows.key, outer)) });
      this.#leftJoin(rows, [link.on, ...where]);
    } else this.#leftJoin(rows, [...equal(rows.key, outer), ...where]);
    return rows;
  }

  #leftJoin({ query, load, entity, alias }: RelatedRows, on: readonly Expression[]): void {
    const { origin } = load;
    const source: Source = query.from ?? { kind: "tableSource", name: entity.table, alias };
    this.#joins.push({ kind: "join", type: "left", source, on: all(on), origin });
  }

  #nest(load: Load, from: string): NestedNode {
    const position = this.#items.length;
    const { expression, node } = this.#json(load, from, position);
    this.#items.push({ expression, alias: load.relation.name });
    return node;
  }

  /** Relations nested in JSON are JSON themselves, also those with the strategy `join`. */
  #json(
    load: Load,
    from: string,
    position: number,
  ): { readonly expression: Expression; readonly node: NestedNode } {
    const { relation, limit, offset, origin } = load;
    const rows = rowsOfLoad(load, this.#aliases);
    const outer = relation.sourceColumns.map(column => columnAt(from, column));
    const values: JsonValue[] = rows.columns.map(column => ({
      expression: columnAt(rows.alias, column),
      form: formOf(column.type),
    }));
    const nested = load.loads.filter(isInline).map(inner => {
      const { expression, node } = this.#json(inner, rows.alias, values.length);
      values.push({ expression, form: "json" });
      return node;
    });
    const query: Select = {
      ...withCondition(rows.query, all(equal(rows.key, outer))),
      limit: limit && countClause(limit),
      offset: offset && countClause(offset),
    };
    const single = relation.cardinality === "one";
    const later = laterOf(load.loads);
    const node: FetchNode = {
      entity: rows.entity,
      offset: 0,
      positions: null,
      joined: [],
      nested,
      later,
    };
    const readRow = rowFromJson(rows.columns);
    return {
      expression: { kind: "jsonRows", query, values, single, origin },
      node: { load, position, node, readRow },
    };
  }
}

const laterOf = (loads: readonly Load[]): readonly Load[] => loads.filter(load => !isInline(load));

/** The statement of a query for entities. */
export const fetchQuery = (state: QueryState, loads: readonly Load[]): Fetch => {
  const aliases = new Aliases();
  return new FetchCompiler(aliases).compile(rowsOfQuery(state, aliases), loads);
};

/** The statement that loads given rows. */
export const fetchRows = (rows: EntityRows, loads: readonly Load[], aliases: Aliases): Fetch =>
  new FetchCompiler(aliases).compile(rows, loads);
