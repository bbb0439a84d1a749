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
import { inOwnRows, withRowsOpen } from "./open-rows.ts";
import { QueryError } from "./query-error.ts";
import { questionOf } from "./references.ts";
import { wholeNumber } from "./whole-number.ts";

/** Tells the row of a lambda from other objects. */
const ROW: unique symbol = Symbol("row");

export const isRow = (value: object): boolean => ROW in value;

/** The path to what a lambda was given, or to what it reached from there; undefined for a row of a selection. */
export const pathOfRow = (value: object): Path | undefined =>
  (value as { readonly [ROW]?: Path | undefined })[ROW];

/** How a path that ends in a relation hands over the way to its rows. */
const WAY: unique symbol = Symbol("way to rows");

/** A lambda: it is given the row, and the rows joined to it. */
export type RowBody = (...rows: readonly object[]) => unknown;

/** A way to rows, and which of them. */
export type Way = { readonly collection: CollectionPath; readonly where: QueryExpression | null };

/** The end of a path, by the relations that were walked. */
type Walked = {
  readonly path: Path;
  readonly callSites: CallSites;
  /** What the names of columns begin with: in a row of a selection, objects within it. */
  readonly within: string;
};

/** The entity that a path leads to. */
export const pathTarget = ({ variable, relations }: Path): EntityModel =>
  relations.at(-1)?.target ?? variable.entity;

/** The row that a path leads to, as a lambda sees it. */
export const rowOf = (path: Path, callSites: CallSites, within = ""): object =>
  new Proxy<Walked>({ path, callSites, within }, rowHandler);

/** Whether a row of a selection has an object of this name. */
const hasObject = ({ variable: { derived, entity } }: Path, name: string): boolean =>
  derived !== undefined && entity.columns.some(column => column.name.startsWith(`${name}_`));

/** What a lambda says of rows. @throws QueryError `invalid-value` for what is no lambda */
export const askRows = (
  variables: readonly RowVariable[],
  body: RowBody,
  callSites: CallSites,
): unknown => {
  if (typeof body !== "function") {
    throw new QueryError("invalid-value", "A lambda is wanted here.", {
      range: callSites()?.step,
      hint: "Say it of the row: row => row.name.",
    });
  }
  return withRowsOpen(variables, () =>
    body(...variables.map(variable => rowOf({ variable, relations: [] }, callSites))),
  );
};

const unknownName = (entity: EntityModel, name: string, callSites: CallSites): QueryError => {
  const names = [...entity.columnsByName.keys(), ...entity.relations.keys()];
  return new QueryError("unknown-column", `${entity.name} has no column or relation "${name}".`, {
    hint: didYouMean(name, names) || `It has ${names.join(", ")}.`,
    range: callSites()?.expression,
  });
};

const rowHandler: ProxyHandler<Walked> = {
  get({ path, callSites, within }, asked) {
    if (asked === LOAD) return nestedLoad(path.relations, []);
    if (asked === WAY) return lastStep(path);
    if (asked === ROW) return path.variable.derived ? undefined : path;
    if (typeof asked === "symbol") return undefined;
    const name = within + asked;
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
    const question = relation ? undefined : questionOf(path, name, callSites);
    if (question) return question;
    if (!relation && hasObject(path, name)) return rowOf(path, callSites, `${name}_`);
    if (!relation) throw unknownName(entity, name, callSites);
    if (relation.cardinality === "many") return collectionAt(path, relation, callSites);
    return rowOf({ ...path, relations: [...path.relations, relation] }, callSites);
  },
  has({ path }, name) {
    if (name === ROW) return true;
    const entity = pathTarget(path);
    return typeof name === "string"
      ? entity.columnsByName.has(name) || entity.relations.has(name)
      : (name === LOAD || name === WAY) && path.relations.length > 0;
  },
};

/** The last relation of a path, seen from the row before it. */
const lastStep = ({ variable, relations }: Path): Way | undefined => {
  const relation = relations.at(-1);
  if (!relation) return undefined;
  const from = { variable, relations: relations.slice(0, -1) };
  return { collection: { from, relation, variable: { entity: relation.target } }, where: null };
};

/** What a lambda of `join` returned. @throws QueryError `unknown-relation` */
export const wayOf = (value: unknown, origin: TextRange | undefined): Way => {
  if (typeof value === "object" && value !== null && WAY in value) {
    const way = (value as { readonly [WAY]: Way | undefined })[WAY];
    if (way) return way;
  }
  throw new QueryError("unknown-relation", "A join needs a relation, or a query and a condition.", {
    range: origin,
    hint: "Name it from the row: .join(u => u.posts).",
  });
};

/** A to-many relation in a lambda. What its rows have cannot be asked of it as of one row. */
const collectionAt = (from: Path, relation: RelationModel, callSites: CallSites): object =>
  new Proxy(new CollectionBuilder(allRowsOf(from, relation), callSites), {
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

/** The rows of a relation, and what is said of them. */
type RelatedRows = Pick<LoadRequest, "where" | "orderBy" | "limit" | "loads"> & {
  readonly collection: CollectionPath;
};

const allRowsOf = (from: Path, relation: RelationModel): RelatedRows => ({
  collection: { from, relation, variable: { entity: relation.target } },
  where: [],
  orderBy: [],
  limit: null,
  loads: [],
});

/** A to-many relation within a lambda. Immutable. */
export class CollectionBuilder {
  readonly #said: RelatedRows;
  readonly #callSites: CallSites;

  constructor(said: RelatedRows, callSites: CallSites) {
    this.#said = said;
    this.#callSites = callSites;
  }

  get #rows(): RelatedRows {
    return inOwnRows(this.#said, ({ collection }) => [collection.variable]);
  }

  get [WAY](): Way {
    return { collection: this.#rows.collection, where: this.#narrowed(null) };
  }

  get [LOAD](): LoadRequest | undefined {
    const { from, relation } = this.#rows.collection;
    const own = { relation, origin: undefined, strategy: null, ...this.#rows };
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
    return this.#with({ where: [...this.#rows.where, said] });
  }

  orderBy(...keys: readonly RowBody[]): CollectionBuilder {
    const origin = this.#callSites()?.step;
    const said = keys.map(key => ({ value: orderKeyOf(this.#ask(key), origin), origin }));
    return this.#with({ orderBy: [...this.#rows.orderBy, ...said] });
  }

  limit(count: number): CollectionBuilder {
    const origin = this.#callSites()?.step;
    return this.#with({ limit: { value: wholeNumber(count, "limit", origin), origin } });
  }

  with(...relations: readonly unknown[]): CollectionBuilder {
    const loads = loadRequestsOf(relations, body => this.#ask(body), this.#callSites()?.step);
    return this.#with({ loads: [...this.#rows.loads, ...loads] });
  }

  #ask(body: RowBody): unknown {
    return askRows([this.#rows.collection.variable], body, this.#callSites);
  }

  #condition(body: RowBody): QueryExpression {
    return conditionOf(this.#ask(body), this.#callSites()?.expression);
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
      condition: this.#narrowed(condition),
      negated,
      origin,
    });
  }

  /** The condition, and those that were said of the rows before: `u.posts.where(…).count()`. */
  #narrowed(condition: QueryExpression | null): QueryExpression | null {
    const { where, limit, loads } = this.#rows;
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
    const of = this.#ask(value);
    const type = of instanceof ExpressionBuilder ? of.type : undefined;
    const isWholeSum = name === "sum" && type?.kind === "integer";
    const kept = name === "min" || name === "max" || isWholeSum ? type : types.FLOAT;
    const own = types.aggregateOf(name, type);
    return this.#aggregateNode(own, conditionOf(of, origin), null, kept, origin);
  }

  #aggregateNode(
    name: string,
    of: QueryExpression | null,
    condition: QueryExpression | null,
    type: ColumnType | undefined,
    origin: TextRange | undefined,
  ): ExpressionBuilder {
    const { collection } = this.#rows;
    const narrowed = this.#narrowed(condition);
    return this.#make(
      { kind: "aggregate", name, collection, of, condition: narrowed, origin },
      type,
    );
  }
}
