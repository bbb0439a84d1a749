/** The objects that lambdas are given: a row whose properties are columns and relations. */
import { didYouMean, type TextRange } from "../base/index.ts";
import type { ColumnType } from "../schema/index.ts";
import type { CallSites } from "./call-site.ts";
import type {
  CollectionPath,
  LoadRequest,
  Path,
  QueryExpression,
  RowVariable,
} from "./expression.ts";
import { conditionOf, ExpressionBuilder, orderKeyOf, types } from "./expressions/index.ts";
import { LOAD, loadRequestsOf, nestedLoad } from "./load-request.ts";
import type { EntityModel, RelationModel } from "./model.ts";
import { QueryError } from "./query-error.ts";

import { wholeNumber } from "./whole-number.ts";

/** How a path that ends in a relation hands over the way to its rows. */
const WAY: unique symbol = Symbol("way to rows");

type RowBody = (row: unknown) => unknown;

/** The end of a path, by the relations that were walked. */
type Walked = { readonly path: Path; readonly callSites: CallSites };

const pathTarget = ({ variable, relations }: Path): EntityModel =>
  relations.at(-1)?.target ?? variable.entity;

/** The row that a path leads to, as a lambda sees it. */
export const rowOf = (path: Path, callSites: CallSites): object =>
  new Proxy<Walked>({ path, callSites }, rowHandler);

/** The row of a new variable. */
export const rowOfVariable = (variable: RowVariable, callSites: CallSites): object =>
  rowOf({ variable, relations: [] }, callSites);

const unknownName = (entity: EntityModel, name: string, callSites: CallSites): QueryError => {
  const names = [...entity.columnsByName.keys(), ...entity.relations.keys()];
  return new QueryError("unknown-column", `${entity.name} has no column or relation "${name}".`, {
    hint: didYouMean(name, names) || `It has ${names.join(", ")}.`,
    range: callSites()?.expression,
  });
};

const rowHandler: ProxyHandler<Walked> = {
  get({ path, callSites }, name) {
    if (name === LOAD) return nestedLoad(path.relations, []);
    if (name === WAY) return lastStep(path);
    if (typeof name === "symbol") return undefined;
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
    if (!relation) throw unknownName(entity, name, callSites);
    if (relation.cardinality === "many") return collectionAt(path, relation, callSites);
    return rowOf({ ...path, relations: [...path.relations, relation] }, callSites);
  },
  has({ path }, name) {
    const entity = pathTarget(path);
    return typeof name === "string"
      ? entity.columnsByName.has(name) || entity.relations.has(name)
      : (name === LOAD || name === WAY) && path.relations.length > 0;
  },
};

/** The last relation of a path, seen from the row before it. */
const lastStep = ({ variable, relations }: Path): CollectionPath | undefined => {
  const relation = relations.at(-1);
  if (!relation) return undefined;
  const from = { variable, relations: relations.slice(0, -1) };
  return { from, relation, variable: { entity: relation.target } };
};

/** What a lambda of `join` returned. @throws QueryError `unknown-relation` */
export const collectionOf = (value: unknown, origin: TextRange | undefined): CollectionPath => {
  if (typeof value === "object" && value !== null && WAY in value) {
    const collection = (value as { readonly [WAY]: CollectionPath | undefined })[WAY];
    if (collection) return collection;
  }
  throw new QueryError("unknown-relation", "A join needs a relation, or a query and a condition.", {
    range: origin,
    hint: "Name it from the row: .join(u => u.posts).",
  });
};

/** A to-many relation in a lambda. What its rows have cannot be asked of it as of one row. */
const collectionAt = (path: Path, relation: RelationModel, callSites: CallSites): object =>
  new Proxy(new CollectionBuilder(path, relation, callSites), {
    get(collection, name) {
      const value: unknown = Reflect.get(collection, name, collection);
      if (typeof value === "function") return value.bind(collection);
      if (value !== undefined || typeof name === "symbol") return value;
      throw new QueryError(
        "unknown-column",
        `${relation.label} leads to several rows: there is no "${name}" of it.`,
        {
          range: callSites()?.expression,
          hint: `Say which: ${relation.name}.some(row => row.${name} …), every, none, count, sum, min or max.`,
        },
      );
    },
  });

/** What is said of the rows of a relation that is to be loaded. */
type RowsToLoad = Pick<LoadRequest, "where" | "orderBy" | "limit" | "loads">;

const allRows: RowsToLoad = { where: [], orderBy: [], limit: null, loads: [] };

/** A to-many relation within a lambda. Immutable. */
export class CollectionBuilder {
  readonly #collection: CollectionPath;
  readonly #callSites: CallSites;
  readonly #load: RowsToLoad;

  constructor(
    from: Path,
    relation: RelationModel,
    callSites: CallSites,
    collection: CollectionPath = { from, relation, variable: { entity: relation.target } },
    load: RowsToLoad = allRows,
  ) {
    this.#collection = collection;
    this.#callSites = callSites;
    this.#load = load;
  }

  get [WAY](): CollectionPath {
    return this.#collection;
  }

  get [LOAD](): LoadRequest | undefined {
    const collection = this.#collection;
    const { from, relation } = collection;
    const own = { relation, origin: undefined, collection, strategy: null, ...this.#load };
    return from.relations.length === 0 ? own : nestedLoad(from.relations, [own]);
  }

  some(condition?: RowBody): ExpressionBuilder {
    return this.#exists(condition ? this.#condition(condition) : null, false);
  }

  none(condition?: RowBody): ExpressionBuilder {
    return this.#exists(condition ? this.#condition(condition) : null, true);
  }

  every(condition: RowBody): ExpressionBuilder {
    const origin = this.#callSites()?.expression;
    const broken = { kind: "not", operand: this.#condition(condition), origin } as const;
    return this.#exists(broken, true);
  }

  count(condition?: RowBody): ExpressionBuilder {
    const origin = this.#callSites()?.expression;
    const narrowed = condition ? this.#condition(condition) : null;
    return this.#aggregateNode("count", null, narrowed, types.INTEGER, origin);
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

  where(condition: RowBody): CollectionBuilder {
    const origin = this.#callSites()?.step;
    const said = { value: this.#condition(condition), origin };
    return this.#with({ where: [...this.#load.where, said] });
  }

  orderBy(...keys: readonly RowBody[]): CollectionBuilder {
    const origin = this.#callSites()?.step;
    const said = keys.map(key => ({ value: orderKeyOf(key(this.#row()), origin), origin }));
    return this.#with({ orderBy: [...this.#load.orderBy, ...said] });
  }

  limit(count: number): CollectionBuilder {
    const origin = this.#callSites()?.step;
    return this.#with({ limit: { value: wholeNumber(count, "limit", origin), origin } });
  }

  with(...relations: readonly unknown[]): CollectionBuilder {
    const loads = loadRequestsOf(relations, this.#row(), this.#callSites()?.step);
    return this.#with({ loads: [...this.#load.loads, ...loads] });
  }

  #row(): object {
    return rowOfVariable(this.#collection.variable, this.#callSites);
  }

  #condition(body: RowBody): QueryExpression {
    return conditionOf(body(this.#row()), this.#callSites()?.expression);
  }

  #make(node: QueryExpression, type: ColumnType = types.BOOLEAN): ExpressionBuilder {
    return new ExpressionBuilder(node, this.#callSites, type);
  }

  #with(changes: Partial<RowsToLoad>): CollectionBuilder {
    const { from, relation } = this.#collection;
    const load = { ...this.#load, ...changes };
    return new CollectionBuilder(from, relation, this.#callSites, this.#collection, load);
  }

  #exists(condition: QueryExpression | null, negated: boolean): ExpressionBuilder {
    const origin = this.#callSites()?.expression;
    return this.#make({
      kind: "exists",
      collection: this.#collection,
      condition: this.#narrowed(condition),
      negated,
      origin,
    });
  }

  /** The condition, and those that were said of the rows before: `u.posts.where(…).count()`. */
  #narrowed(condition: QueryExpression | null): QueryExpression | null {
    const { where, limit, loads } = this.#load;
    const origin = this.#callSites()?.expression;
    if (limit || loads.length > 0) {
      throw new QueryError("unsupported", "Only a part that is loaded has a limit, or relations.", {
        range: origin,
        hint: "Leave limit() and with() to the relations of with(), or ask with a query of your own.",
      });
    }
    const operands = [...where.map(said => said.value), ...(condition ? [condition] : [])];
    const [first, second] = operands;
    return second ? { kind: "and", operands, origin } : (first ?? null);
  }

  #aggregate(name: string, value: RowBody): ExpressionBuilder {
    const origin = this.#callSites()?.expression;
    const of = value(this.#row());
    const type = of instanceof ExpressionBuilder ? of.type : undefined;
    const isWholeSum = name === "sum" && type?.kind === "integer";
    const kept = name === "min" || name === "max" || isWholeSum ? type : types.FLOAT;
    return this.#aggregateNode(name, conditionOf(of, origin), null, kept, origin);
  }

  #aggregateNode(
    name: string,
    of: QueryExpression | null,
    condition: QueryExpression | null,
    type: ColumnType | undefined,
    origin: TextRange | undefined,
  ): ExpressionBuilder {
    const collection = this.#collection;
    const narrowed = this.#narrowed(condition);
    return this.#make(
      { kind: "aggregate", name, collection, of, condition: narrowed, origin },
      type,
    );
  }
}
