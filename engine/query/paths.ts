/** The rows that callbacks receive: objects whose properties are columns and relations. */
import { nearestName, type TextRange } from "../base/index.ts";
import type { ColumnType } from "../schema/index.ts";
import type * as Api from "./api.ts";
import type { CallSites } from "./call-site.ts";
import type {
  CollectionPath,
  LoadRequest,
  Path,
  QueryExpression,
  RowVariable,
} from "./expression.ts";
import {
  conditionOf,
  ExpressionBuilder,
  negation,
  orderKeyOf,
  types,
  withAllConditions,
} from "./expressions/index.ts";
import type { Implementation } from "./implementation.ts";
import { LOAD, loadRequestsOf, nestedLoad } from "./load-request.ts";
import { COLLECTION, isRow, ROW } from "./marks.ts";
import { isBody, type Match, matchConditions } from "./matching.ts";
import { collectionHints } from "./member-hints.ts";
import { reportMissing } from "./missing-members.ts";
import type { EntityModel, RelationModel } from "./model.ts";
import { overOwnRows, withRowsOpen } from "./open-rows.ts";
import { QueryError } from "./query-error.ts";
import { recordLists } from "./query-fields.ts";
import { referenceMethod } from "./references.ts";
import { wholeNumber } from "./whole-number.ts";

/** The path of a row in a callback; undefined for a row of a derived table. */
export const pathOfRow = (value: object): Path | undefined =>
  (value as { readonly [ROW]?: Path | undefined })[ROW];

/** Gives the relation at the end of a path. */
const TARGET: unique symbol = Symbol("relation target");

/** A callback: it receives the row of the query and the rows joined to it. */
export type RowBody = (...rows: readonly object[]) => unknown;

/** The rows of a relation that meet a condition. */
export type RelationTarget = {
  readonly collection: CollectionPath;
  readonly where: QueryExpression | null;
};

/** What the proxy of a row knows. */
type RowTarget = {
  readonly path: Path;
  readonly callSites: CallSites;
  /** A prefix of column names: the columns of an object in a selection are named `object_column`. */
  readonly prefix: string;
};

/** The entity that a path leads to. */
export const pathTarget = ({ variable, relations }: Path): EntityModel =>
  relations.at(-1)?.target ?? variable.entity;

/** The row at the end of a path, as callbacks receive it. */
export const rowOf = (path: Path, callSites: CallSites, prefix = ""): object =>
  new Proxy<RowTarget>({ path, callSites, prefix }, rowHandler);

/** Whether a row of a derived table has an object of this name. */
const hasObject = ({ variable: { derived, entity } }: Path, name: string): boolean =>
  derived !== undefined && entity.columns.some(column => column.name.startsWith(`${name}_`));

/** Calls a callback with these rows. @throws QueryError `invalid-value` for anything but a function */
export const callWithRows = (
  variables: readonly RowVariable[],
  body: RowBody,
  callSites: CallSites,
): unknown => {
  if (typeof body !== "function") {
    throw new QueryError("invalid-value", "Expected a function.", {
      range: callSites()?.step,
      hint: "Pass a function of the row, such as row => row.name.",
    });
  }
  return withRowsOpen(variables, () =>
    withAllConditions(
      () => body(...variables.map(variable => rowOf({ variable, relations: [] }, callSites))),
      isRow,
    ),
  );
};

/** `posts (Post), likes_posts (Post)`. */
const shownRelations = ({ relations }: EntityModel): string =>
  [...relations.values()].map(({ name, target }) => `${name} (${target.name})`).join(", ");

/** Only a name with a few other letters is a typing error; other names are guesses at a relation. */
const nameHint = (entity: EntityModel, name: string): string => {
  const columns = [...entity.columnsByName.keys()];
  const tolerance = name.length > 8 ? 0.25 : 0.5;
  const nearest = nearestName(name, [...columns, ...entity.relations.keys()], tolerance);
  if (nearest) return `Did you mean "${nearest}"?`;
  const relations = shownRelations(entity);
  return `It has the columns ${columns.join(", ")}${relations && `; and the relations ${relations}`}.`;
};

/** The path of a row: `.home.city`. */
const pathText = ({ relations }: Path): string => relations.map(({ name }) => `.${name}`).join("");

/** Methods of a to-many relation, called on one row. */
const ONE_ROW: Readonly<Record<string, (path: string) => string>> = {
  with: path => `Continue the path: row => row${path}.author.`,
  where: path => `Compare its columns: row => row${path}.name.eq(…).`,
  some: path => `It is one row: compare its columns, or test it with row${path}.isNotNull().`,
  none: path => `It is one row: test it with row${path}.isNull().`,
  every: path => `It is one row: compare its columns, row${path}.name.eq(…).`,
  orderBy: path => `Order by a column: row => row${path}.name.`,
  count: path => `It is one row or none: row${path}.isNotNull().`,
};

const unknownName = (path: Path, name: string, callSites: CallSites): QueryError => {
  const entity = pathTarget(path);
  const isOneRow = path.relations.length > 0 && Object.hasOwn(ONE_ROW, name);
  return new QueryError("unknown-column", `${entity.name} has no column or relation "${name}".`, {
    hint: (isOneRow && ONE_ROW[name]?.(pathText(path))) || nameHint(entity, name),
    range: callSites()?.expression,
  });
};

const rowHandler: ProxyHandler<RowTarget> = {
  get({ path, callSites, prefix }, property) {
    if (property === LOAD) return nestedLoad(path.relations, []);
    if (property === TARGET) return lastStep(path);
    if (property === ROW) return path.variable.derived ? undefined : path;
    if (typeof property === "symbol") return undefined;
    const name = prefix + property;
    const entity = pathTarget(path);
    const column = entity.columnsByName.get(name);
    if (column) {
      const origin = callSites()?.expression;
      return new ExpressionBuilder(
        { kind: "column", path, column, origin },
        callSites,
        column.type,
      );
    }
    const relation = entity.relations.get(name);
    const method = relation ? undefined : referenceMethod(path, name, callSites);
    if (method) return method;
    if (!relation && hasObject(path, name)) return rowOf(path, callSites, `${name}_`);
    if (!relation) throw unknownName(path, name, callSites);
    if (relation.cardinality === "many") return collectionAt(path, relation, callSites);
    return rowOf({ ...path, relations: [...path.relations, relation] }, callSites);
  },
  has({ path }, name) {
    if (name === ROW) return true;
    const entity = pathTarget(path);
    return typeof name === "string"
      ? entity.columnsByName.has(name) || entity.relations.has(name)
      : (name === LOAD || name === TARGET) && path.relations.length > 0;
  },
};

/** The last relation of a path. */
const lastStep = ({ variable, relations }: Path): RelationTarget | undefined => {
  const relation = relations.at(-1);
  if (!relation) return undefined;
  const from = { variable, relations: relations.slice(0, -1) };
  return { collection: { from, relation, variable: { entity: relation.target } }, where: null };
};

/** The relation that a callback of `join` returned. @throws QueryError `unknown-relation` */
export const relationTargetOf = (value: unknown, origin: TextRange | undefined): RelationTarget => {
  if (typeof value === "object" && value !== null && TARGET in value) {
    const target = (value as { readonly [TARGET]: RelationTarget | undefined })[TARGET];
    if (target) return target;
  }
  throw new QueryError("unknown-relation", "Expected a relation, or a query and a condition.", {
    range: origin,
    hint: "Return a relation of the row: .join(u => u.posts).",
  });
};

const collectionAt = (
  from: Path,
  relation: RelationModel,
  callSites: CallSites,
): CollectionBuilder => new CollectionBuilder(allRowsOf(from, relation), callSites);

/** The rows of a relation, and how to load them. */
type RelatedRows = Pick<LoadRequest, "where" | "orderBy" | "limit" | "offset" | "loads"> & {
  readonly collection: CollectionPath;
};

const allRowsOf = (from: Path, relation: RelationModel): RelatedRows => ({
  collection: { from, relation, variable: { entity: relation.target } },
  where: [],
  orderBy: [],
  limit: null,
  offset: null,
  loads: [],
});

type AggregateParts = {
  readonly of: QueryExpression | null;
  readonly filter: QueryExpression | null;
  readonly type: ColumnType | undefined;
  readonly origin: TextRange | undefined;
};

/** A to-many relation in a callback. Immutable. */
export class CollectionBuilder implements Implementation<Api.ManyPath<object>> {
  readonly #state: RelatedRows;
  readonly #callSites: CallSites;

  constructor(state: RelatedRows, callSites: CallSites) {
    this.#state = state;
    this.#callSites = callSites;
  }

  get #rows(): RelatedRows {
    return overOwnRows(this.#state, recordLists.load, ({ collection }) => [collection.variable]);
  }

  get [COLLECTION](): RelationModel {
    return this.#state.collection.relation;
  }

  /** Its place in the code, for messages. */
  get range(): TextRange | undefined {
    return this.#callSites()?.expression;
  }

  get [TARGET](): RelationTarget {
    return { collection: this.#rows.collection, where: this.#filter(null) };
  }

  get [LOAD](): LoadRequest | undefined {
    const { from, relation } = this.#rows.collection;
    const own = { relation, origin: undefined, strategy: null, ...this.#rows };
    return from.relations.length === 0 ? own : nestedLoad(from.relations, [own]);
  }

  some(condition?: RowBody | Match): ExpressionBuilder {
    return this.#exists(condition ? this.#condition(condition) : null, false);
  }

  none(condition?: RowBody | Match): ExpressionBuilder {
    return this.#exists(condition ? this.#condition(condition) : null, true);
  }

  every(condition: RowBody | Match): ExpressionBuilder {
    const origin = this.#callSites()?.expression;
    return this.#exists(negation(this.#condition(condition), origin), true);
  }

  count(condition?: RowBody | Match): ExpressionBuilder {
    const origin = this.#callSites()?.expression;
    const filter = condition ? this.#condition(condition) : null;
    return this.#aggregateNode("count", { of: null, filter, type: types.INTEGER, origin });
  }

  sum(value: RowBody): ExpressionBuilder {
    return this.#aggregate("sum", value);
  }

  avg(value: RowBody): ExpressionBuilder {
    return this.#aggregate("avg", value);
  }

  min(value: RowBody): ExpressionBuilder {
    return this.#aggregate("min", value);
  }

  max(value: RowBody): ExpressionBuilder {
    return this.#aggregate("max", value);
  }

  where(condition: RowBody | Match): CollectionBuilder {
    const origin = this.#callSites()?.step;
    const where = { value: this.#condition(condition), origin };
    return this.#with({ where: [...this.#rows.where, where] });
  }

  orderBy(...keys: readonly RowBody[]): CollectionBuilder {
    const origin = this.#callSites()?.step;
    const added = keys.map(key => ({ value: orderKeyOf(this.#call(key), origin), origin }));
    return this.#with({ orderBy: [...this.#rows.orderBy, ...added] });
  }

  limit(count: number): CollectionBuilder {
    const origin = this.#callSites()?.step;
    return this.#with({ limit: { value: wholeNumber(count, "limit", origin), origin } });
  }

  offset(count: number): CollectionBuilder {
    const origin = this.#callSites()?.step;
    return this.#with({ offset: { value: wholeNumber(count, "offset", origin), origin } });
  }

  with(...relations: readonly unknown[]): CollectionBuilder {
    const loads = loadRequestsOf(relations, body => this.#call(body), this.#callSites()?.step);
    return this.#with({ loads: [...this.#rows.loads, ...loads] });
  }

  #call(body: RowBody): unknown {
    return callWithRows([this.#rows.collection.variable], body, this.#callSites);
  }

  #condition(condition: RowBody | Match): QueryExpression {
    const range = this.#callSites()?.expression;
    if (isBody(condition)) return conditionOf(this.#call(condition), range);
    const place = { callSites: this.#callSites, range };
    const operands = matchConditions(this.#rows.collection.variable, condition, place);
    const [first, second] = operands;
    return first && !second ? first : { kind: "and", operands, origin: range };
  }

  #make(node: QueryExpression, type: ColumnType = types.BOOLEAN): ExpressionBuilder {
    return new ExpressionBuilder(node, this.#callSites, type);
  }

  #with(changes: Partial<RelatedRows>): CollectionBuilder {
    return new CollectionBuilder({ ...this.#rows, ...changes }, this.#callSites);
  }

  #exists(condition: QueryExpression | null, negated: boolean): ExpressionBuilder {
    const origin = this.#callSites()?.expression;
    return this.#make({
      kind: "exists",
      collection: this.#rows.collection,
      condition: this.#filter(condition),
      negated,
      origin,
    });
  }

  /** The condition together with those of where(): `u.posts.where(…).count()`. */
  #filter(condition: QueryExpression | null): QueryExpression | null {
    const { where, limit, offset, loads } = this.#rows;
    const origin = this.#callSites()?.expression;
    if (limit || offset || loads.length > 0) {
      throw new QueryError(
        "unsupported",
        "limit(), offset() and with() apply only to relations that are loaded.",
        {
          range: origin,
          hint: "Use them inside with(), or write a separate query.",
        },
      );
    }
    const operands = [...where.map(({ value }) => value), ...(condition ? [condition] : [])];
    const [first, second] = operands;
    return second ? { kind: "and", operands, origin } : (first ?? null);
  }

  #aggregate(name: string, value: RowBody): ExpressionBuilder {
    const origin = this.#callSites()?.expression;
    const of = this.#call(value);
    const type = of instanceof ExpressionBuilder ? of.type : undefined;
    const isWholeSum = name === "sum" && type?.kind === "integer";
    const kept = name === "min" || name === "max" || isWholeSum ? type : types.FLOAT;
    const own = types.aggregateOf(name, type);
    return this.#aggregateNode(own, {
      of: conditionOf(of, origin),
      filter: null,
      type: kept,
      origin,
    });
  }

  #aggregateNode(name: string, { of, filter, type, origin }: AggregateParts): ExpressionBuilder {
    const { collection } = this.#rows;
    const condition = this.#filter(filter);
    return this.#make({ kind: "aggregate", name, collection, of, condition, origin }, type);
  }
}

/** Reading a column of a relation is an error: the relation has several rows. */
reportMissing(CollectionBuilder.prototype, (collection, name) => {
  const relation = collection[COLLECTION];
  const use = `Use some(), every(), none(), count(), sum(), min() or max(): ${relation.name}.some(row => row.${name} …).`;
  const isColumn = relation.target.columnsByName.has(name) || relation.target.relations.has(name);
  return {
    what: `${relation.label} is a list of rows and`,
    range: collection.range,
    hints: isColumn ? { [name]: use } : collectionHints,
    code: isColumn ? "unknown-column" : "unknown-method",
  };
});
