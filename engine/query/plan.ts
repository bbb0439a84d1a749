/** The second pass: relation paths become joins, each walked once, and every row gets a name. */
import { invariant, memoize, type TextRange } from "../base/index.ts";
import {
  type CollectionPath,
  type CommonTableState,
  type JoinState,
  type Path,
  partsOf,
  type QueryExpression,
  type QueryState,
  type RowVariable,
} from "./expression.ts";
import type { EntityModel, RelationModel } from "./model.ts";
import { QueryError } from "./query-error.ts";
import { fieldsOf } from "./query-state.ts";

export type JoinPlan = {
  readonly type: "inner" | "left";
  readonly relation: RelationModel;
  /** The row that the relation starts from. */
  readonly from: string;
  readonly alias: string;
};

/** Where rows come from: an entity, and what is joined to it. */
export type SourcePlan = {
  readonly entity: EntityModel;
  readonly alias: string;
  readonly joins: readonly JoinPlan[];
};

/** Names of rows: `user` for a `User`; numbers where several would be called the same. */
export class Aliases {
  /** An upsert calls the row that it brings `excluded`. */
  readonly #taken = new Set(["excluded"]);

  take(wanted: string): string {
    return freeName(shortened(wanted), this.#taken);
  }
}

/** The name, or the first with a number behind it that is not taken; it is taken then. */
const freeName = (wanted: string, taken: Set<string>): string => {
  let name = wanted;
  for (let count = 2; taken.has(name); count += 1) name = `${wanted}${count}`;
  taken.add(name);
  return name;
};

/** PostgreSQL cuts names at 63 bytes, and with them the numbers that tell them apart. */
const MOST_BYTES = 56;
const MOST_OTHER_CHARACTERS = MOST_BYTES / 4;

const shortened = (name: string): string => {
  if (name.length <= MOST_OTHER_CHARACTERS) return name;
  if (/^[ -~]*$/.test(name)) return name.slice(0, MOST_BYTES);
  return [...name].slice(0, MOST_OTHER_CHARACTERS).join("");
};

const WORD_START = /(?<=[a-z0-9])(?=[A-Z])/g;

/** `OrderItem` to `order_item`. */
const aliasOf = memoize(({ name }: { readonly name: string }): string =>
  name.replaceAll(WORD_START, "_").toLowerCase(),
);

type Draft = { readonly entity: EntityModel; readonly alias: string; readonly joins: JoinPlan[] };

/** In small letters. */
const tableNames = (
  sources: ReadonlyMap<RowVariable, Draft>,
  links: readonly CollectionPath[],
): Set<string> => {
  const named = [...sources].filter(([{ derived }]) => !derived).map(([, { entity }]) => entity);
  const joined = [...sources.values()].flatMap(({ joins }) =>
    joins.map(join => join.relation.target),
  );
  const between = links.flatMap(({ relation }) => relation.through?.entity ?? []);
  return new Set([...named, ...joined, ...between].map(({ table }) => table.toLowerCase()));
};

const outOfPlace = ({ entity }: RowVariable, range: TextRange | undefined): QueryError =>
  new QueryError("row-out-of-place", `A row of ${entity.name} is named outside of its query.`, {
    range,
    hint: "A row is known within its own lambda, and within the queries that stand there.",
  });

/** How the rows of a query are reached. Made by {@link planQuery}; asked by the pass to SQL. */
export class QueryPlan {
  readonly #aliases: Aliases;
  readonly #sources = new Map<RowVariable, Draft>();
  /** Rows that nothing is joined to. */
  readonly #alone: RowVariable[] = [];
  // Most queries have none of these.
  #links: Map<CollectionPath, string> | null = null;
  #apart: Map<Path, Path> | null = null;
  #commonTables: Map<CommonTableState, string | null> | null = null;
  /** In small letters: names of tables, and of common tables that are named already. */
  #tableNames: Set<string> | null = null;

  constructor(aliases: Aliases) {
    this.#aliases = aliases;
  }

  /** Where the rows of a variable come from. */
  sourceOf(variable: RowVariable): SourcePlan {
    const source = this.#sources.get(variable);
    invariant(source, `a row of ${variable.entity.name} was not planned`);
    return source;
  }

  /** The name of the row that a path leads to. */
  aliasOf(path: Path): string {
    const source = this.sourceOf(path.variable);
    return path.relations.reduce((from, relation) => {
      const join = source.joins.find(each => each.from === from && each.relation === relation);
      invariant(join, `${relation.label} was not planned`);
      return join.alias;
    }, source.alias);
  }

  /** Plans an expression to which this row is joined to nothing: what lies behind its relations is asked apart. */
  planAlone(variable: RowVariable, expression: QueryExpression): void {
    this.#alone.push(variable);
    planExpression(expression, this);
    this.#alone.pop();
  }

  /** How many rows are joined to this one. */
  joinsOf(variable: RowVariable): number {
    return this.sourceOf(variable).joins.length;
  }

  /** The same path from behind its first relation, where that is asked apart. */
  apartOf(path: Path): Path | undefined {
    return this.#apart?.get(path);
  }

  /** The name of the row of a join table. */
  linkAlias(collection: CollectionPath): string {
    const alias = this.#links?.get(collection);
    invariant(alias, `${collection.relation.label} has no join table planned`);
    return alias;
  }

  /** Notes a common table; whether it is met for the first time. */
  addCommonTable(table: CommonTableState): boolean {
    this.#commonTables ??= new Map();
    if (this.#commonTables.has(table)) return false;
    this.#commonTables.set(table, null);
    return true;
  }

  /** The name of a common table in this statement: one that neither a table nor another of them has. */
  commonName(table: CommonTableState): string {
    const known = this.#commonTables?.get(table);
    if (known) return known;
    this.#tableNames ??= tableNames(this.#sources, [...(this.#links?.keys() ?? [])]);
    const name = freeName(table.name, this.#tableNames);
    this.#commonTables?.set(table, name);
    return name;
  }

  addSource(variable: RowVariable): void {
    if (this.#sources.has(variable)) return;
    const alias = this.#aliases.take(aliasOf(variable.entity));
    this.#sources.set(variable, { entity: variable.entity, alias, joins: [] });
  }

  addPath({ variable, relations }: Path, origin?: TextRange): void {
    const source = this.#sources.get(variable);
    if (!source) throw outOfPlace(variable, origin);
    let from = source.alias;
    let outer = variable.optional ?? false;
    for (const relation of relations) {
      outer ||= relation.optional;
      const known = source.joins.find(join => join.from === from && join.relation === relation);
      const join = known ?? {
        type: outer ? ("left" as const) : ("inner" as const),
        relation,
        from,
        alias: this.#aliases.take(aliasOf(relation)),
      };
      if (!known) source.joins.push(join);
      from = join.alias;
    }
  }

  /** A path to a value. */
  addValuePath(path: Path, origin: TextRange | undefined): void {
    const [first] = path.relations;
    if (!first || !this.#alone.includes(path.variable)) {
      this.addPath(path, origin);
      return;
    }
    const relations = path.relations.slice(1);
    const apart = { variable: { entity: first.target }, relations };
    this.addSource(apart.variable);
    this.addPath(apart);
    this.#apart = (this.#apart ?? new Map()).set(path, apart);
  }

  addCollection(collection: CollectionPath): void {
    this.addPath(collection.from);
    this.addSource(collection.variable);
    const { through } = collection.relation;
    if (!through) return;
    this.#links ??= new Map();
    this.#links.set(collection, this.#aliases.take(aliasOf(through.entity)));
  }
}

/** Plans what an expression speaks of. */
export const planExpression = (expression: QueryExpression, plan: QueryPlan): void => {
  switch (expression.kind) {
    case "column":
      plan.addValuePath(expression.path, expression.origin);
      return;
    case "exists":
    case "aggregate":
      plan.addCollection(expression.collection);
      if (expression.condition) planExpression(expression.condition, plan);
      if (expression.kind === "aggregate" && expression.of) planExpression(expression.of, plan);
      return;
    case "inQuery":
      planExpression(expression.operand, plan);
      planState(expression.query, plan);
      return;
    case "subquery":
    case "existsQuery":
      planState(expression.query, plan);
      return;
    default:
      for (const part of partsOf(expression)) planExpression(part, plan);
  }
};

/** The rows of a variable, and of the query that they come from. */
const planVariable = (variable: RowVariable, plan: QueryPlan): void => {
  plan.addSource(variable);
  const { derived } = variable;
  if (derived?.kind === "query") planState(derived.query, plan);
  if (derived?.kind === "common" && plan.addCommonTable(derived.table)) {
    planState(derived.table.query(), plan);
  }
};

/** What is joined to a row comes after it, and so after the condition by which the row itself is joined. */
const planJoin = ({ variable, on, origin }: JoinState, plan: QueryPlan): void => {
  if (on.kind === "path") plan.addCollection(on.collection);
  planVariable(variable, plan);
  const condition = on.kind === "path" ? on.where : on.condition;
  if (!condition) return;
  plan.planAlone(variable, condition);
  if (plan.joinsOf(variable) === 0) return;
  throw new QueryError("unsupported", "A join cannot depend on rows behind two relations.", {
    range: origin,
    hint: "Say it in where(), or join the rows between.",
  });
};

const planState = (state: QueryState, plan: QueryPlan): void => {
  planVariable(state.variable, plan);
  for (const join of state.joins) planJoin(join, plan);
  for (const query of state.compound?.queries ?? []) planState(query, plan);
  const fields = state.shape ? fieldsOf(state.shape.value) : [];
  for (const { expression } of fields) planExpression(expression, plan);
  for (const { value } of state.where) planExpression(value, plan);
  for (const { value } of state.groupBy) planExpression(value, plan);
  for (const { value } of state.having) planExpression(value, plan);
  for (const { value } of state.orderBy) planExpression(value.expression, plan);
};

/** Plans a query and every query within it. Parts of one statement share their aliases. */
export const planQuery = (state: QueryState, aliases = new Aliases()): QueryPlan => {
  const plan = new QueryPlan(aliases);
  planState(state, plan);
  return plan;
};
