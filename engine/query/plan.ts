/** The second pass: relation paths become joins, each used once, and every row gets an alias. */
import { invariant, memoize, type TextRange } from "../base/index.ts";
import { checkGroups, requireNoAggregate } from "./check-groups.ts";
import { withDistinctRows } from "./distinct-rows.ts";
import type {
  CollectionPath,
  CommonTableState,
  JoinState,
  NodeOf,
  Path,
  QueryExpression,
  QueryState,
  RowVariable,
} from "./expression.ts";
import type { EntityModel, RelationModel } from "./model.ts";
import { QueryError } from "./query-error.ts";
import { fieldsOf } from "./query-state.ts";
import { existenceOf, membersOf } from "./row-tests.ts";
import { isLinkOnly, outerColumns, shortColumn } from "./short-columns.ts";
import { type Visitors, visitParts } from "./walk.ts";

export type JoinPlan = {
  readonly type: "inner" | "left";
  readonly relation: RelationModel;
  /** The alias of the row that the relation starts from. */
  readonly from: string;
  readonly alias: string;
};

/** The rows of an entity and the joins to follow its to-one relations. */
export type SourcePlan = {
  readonly entity: EntityModel;
  readonly alias: string;
  readonly joins: readonly JoinPlan[];
};

/** `excluded` is the row that an upsert tries to insert. */
const RESERVED = "excluded";

/**
 * Assigns aliases: `user` to a row of `User`, with a number if the alias is taken, in any case. A subquery sees the
 * aliases of the queries around it, but not those of other subqueries.
 */
export class Aliases {
  readonly #taken = new Set<string>();
  readonly #outer: Aliases | null;

  constructor(outer: Aliases | null = null) {
    this.#outer = outer;
  }

  /** An alias that is free here. `owner` are the aliases of the query that has its row: these, or outer ones. */
  take(name: string, owner: Aliases = this): string {
    const base = shortened(name);
    let free = base;
    for (let count = 2; this.has(free); count += 1) free = `${base}${count}`;
    owner.#taken.add(free.toLowerCase());
    return free;
  }

  has(name: string): boolean {
    const folded = name.toLowerCase();
    return folded === RESERVED || this.#taken.has(folded) || (this.#outer?.has(folded) ?? false);
  }
}

/** The name, with a number if it is taken. It is taken afterwards. */
const freeName = (name: string, taken: Set<string>): string => {
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name}${count}`;
  taken.add(free);
  return free;
};

/** PostgreSQL truncates names to 63 bytes, which would cut off the numbers. */
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

type Draft = {
  readonly entity: EntityModel;
  readonly alias: string;
  readonly joins: JoinPlan[];
  /** The aliases of its query. */
  readonly aliases: Aliases;
};

/** The names of all tables of a statement, in lower case. */
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
  new QueryError(
    "row-out-of-place",
    `This query uses a row of ${entity.name} from another query.`,
    {
      range,
      hint: "Use a row only inside its own callback, or in a query nested in that callback.",
    },
  );

const RELATED_HINT =
  "Compare the aggregate of the relation: u => u.posts.count().gt(1), u => u.posts.max(p => p.id).gt(9).";

/** The aliases and joins of a query and its subqueries. Created by {@link planQuery}, read by the translation to SQL. */
export class QueryPlan {
  /** The aliases of the query that is being planned. */
  #aliases: Aliases;
  readonly #sources = new Map<RowVariable, Draft>();
  /** Rows to which nothing can be joined at the moment. */
  readonly #unjoinable: RowVariable[] = [];
  // Created on demand: most queries have none of these.
  #links: Map<CollectionPath, string> | null = null;
  #separate: Map<Path, Path> | null = null;
  /** The relations of which only the join table is read, by their rows. */
  #linkOnly: Map<RowVariable, CollectionPath> | null = null;
  #commonTables: Map<CommonTableState, string | null> | null = null;
  /** The names of tables and of named common tables, in lower case. */
  #tableNames: Set<string> | null = null;

  readonly #visitors: Visitors;

  constructor(aliases: Aliases) {
    this.#aliases = aliases;
    const addExpression = (part: QueryExpression): void => this.addExpression(part);
    this.#visitors = {
      node: addExpression,
      related: part => {
        requireNoAggregate(part, "A function of a relation", RELATED_HINT);
        this.addExpression(part);
      },
      collection: collection => this.addCollection(collection),
      query: query => this.planSubquery(query),
    };
  }

  /** Plans a query that sees the aliases of the current one. */
  planSubquery(query: QueryState): void {
    this.#within(new Aliases(this.#aliases), () => planState(query, this));
  }

  /** Plans the query of a common table, which sees no other query. */
  planCommonTable(query: QueryState): void {
    this.#within(new Aliases(), () => planState(query, this));
  }

  #within(aliases: Aliases, plan: () => void): void {
    const outer = this.#aliases;
    this.#aliases = aliases;
    plan();
    this.#aliases = outer;
  }

  sourceOf(variable: RowVariable): SourcePlan {
    const source = this.#sources.get(variable);
    invariant(source, `a row of ${variable.entity.name} was not planned`);
    return source;
  }

  /** The alias of the row at the end of a path. */
  aliasOf(path: Path): string {
    const source = this.sourceOf(path.variable);
    return path.relations.reduce((from, relation) => {
      const join = source.joins.find(each => each.from === from && each.relation === relation);
      invariant(join, `${relation.label} was not planned`);
      return join.alias;
    }, source.alias);
  }

  /** Whether the rows of all relations of a path are joined. */
  isJoined({ variable, relations }: Path): boolean {
    const source = this.#sources.get(variable);
    let from = source?.alias;
    for (const relation of relations) {
      from = source?.joins.find(each => each.from === from && each.relation === relation)?.alias;
    }
    return from !== undefined;
  }

  /** The relation of a row of which only the join table is read. */
  linkOnly(variable: RowVariable): CollectionPath | undefined {
    return this.#linkOnly?.get(variable);
  }

  /** Plans an expression in which nothing can be joined to a row: its relations become scalar subqueries. */
  planWithoutJoins(variable: RowVariable, expression: QueryExpression): void {
    this.#unjoinable.push(variable);
    this.addExpression(expression);
    this.#unjoinable.pop();
  }

  /** The number of joins to a row. */
  joinCount(variable: RowVariable): number {
    return this.sourceOf(variable).joins.length;
  }

  /** The path after its first relation, if that relation is a scalar subquery. */
  separateOf(path: Path): Path | undefined {
    return this.#separate?.get(path);
  }

  /** The alias of the row of a join table. */
  linkAlias(collection: CollectionPath): string {
    const alias = this.#links?.get(collection);
    invariant(alias, `${collection.relation.label} has no join table planned`);
    return alias;
  }

  /** Adds a common table. Returns whether it is new. */
  addCommonTable(table: CommonTableState): boolean {
    this.#commonTables ??= new Map();
    if (this.#commonTables.has(table)) return false;
    this.#commonTables.set(table, null);
    return true;
  }

  /** The name of a common table, different from all other tables of the statement. */
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
    const aliases = this.#aliases;
    this.#sources.set(variable, { entity: variable.entity, alias, joins: [], aliases });
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
        alias: this.#aliases.take(aliasOf(relation), source.aliases),
      };
      if (!known) source.joins.push(join);
      from = join.alias;
    }
  }

  /** Adds the rows and relations that an expression uses. */
  addExpression(expression: QueryExpression): void {
    if (expression.kind === "column") {
      this.#addColumn(expression);
      return;
    }
    if (expression.kind === "existsQuery") {
      this.planSubquery(existenceOf(expression.query));
      return;
    }
    if (expression.kind === "inQuery") {
      this.addExpression(expression.operand);
      this.planSubquery(membersOf(expression.query));
      return;
    }
    if (expression.kind === "exists" || expression.kind === "aggregate") {
      if (isLinkOnly(expression)) this.#addLinkOnly(expression.collection);
      this.#within(new Aliases(this.#aliases), () => visitParts(expression, this.#visitors));
      return;
    }
    visitParts(expression, this.#visitors);
  }

  #addColumn(node: NodeOf<"column">): void {
    const { path, origin } = shortColumn(node);
    if (!this.#linkOnly?.has(path.variable)) this.#addValuePath(path, origin);
  }

  #addLinkOnly(collection: CollectionPath): void {
    this.#linkOnly ??= new Map();
    this.#linkOnly.set(collection.variable, collection);
  }

  #addValuePath(path: Path, origin: TextRange | undefined): void {
    const [first] = path.relations;
    if (!first || !this.#unjoinable.includes(path.variable)) {
      this.addPath(path, origin);
      return;
    }
    const relations = path.relations.slice(1);
    const separate = { variable: { entity: first.target }, relations };
    this.addSource(separate.variable);
    this.addPath(separate);
    this.#separate = (this.#separate ?? new Map()).set(path, separate);
  }

  addCollection(collection: CollectionPath): void {
    for (const column of outerColumns(collection)) this.#addColumn(column);
    if (!this.#linkOnly?.has(collection.variable)) this.addSource(collection.variable);
    const { through } = collection.relation;
    if (!through) return;
    this.#links ??= new Map();
    this.#links.set(collection, this.#aliases.take(aliasOf(through.entity)));
  }
}

/** Plans the rows of a variable and of the query that they come from. */
const planVariable = (variable: RowVariable, plan: QueryPlan): void => {
  plan.addSource(variable);
  const { derived } = variable;
  if (derived?.kind === "derivedTable") plan.planSubquery(derived.query);
  if (derived?.kind === "commonTable" && plan.addCommonTable(derived.table)) {
    plan.planCommonTable(derived.table.query);
  }
};

/** The condition of a join comes before all that is joined to its row, so it cannot use such rows. */
const planJoin = ({ variable, on }: JoinState, plan: QueryPlan): void => {
  if (on.kind === "relation") plan.addCollection(on.collection);
  planVariable(variable, plan);
  const condition = on.kind === "relation" ? on.where : on.condition;
  if (condition) plan.planWithoutJoins(variable, condition);
};

const planState = (input: QueryState, plan: QueryPlan): void => {
  const state = withDistinctRows(input);
  checkGroups(state);
  planVariable(state.variable, plan);
  for (const join of state.joins) planJoin(join, plan);
  for (const query of state.compound?.queries ?? []) plan.planSubquery(query);
  const fields = state.projection ? fieldsOf(state.projection.value) : [];
  for (const { expression } of fields) plan.addExpression(expression);
  for (const { value } of state.where) plan.addExpression(value);
  for (const { value } of state.groupBy) plan.addExpression(value);
  for (const { value } of state.having) plan.addExpression(value);
  for (const { value } of state.orderBy) plan.addExpression(value.expression);
};

/** Plans a query and every query in it. Parts of one statement share their aliases. */
export const planQuery = (state: QueryState, aliases = new Aliases()): QueryPlan => {
  const plan = new QueryPlan(aliases);
  planState(state, plan);
  return plan;
};
