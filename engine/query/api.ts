/**
 * The types of the object query language. The engine implements them and the editor completes from them;
 * what the diagram adds (entities, paths) is declared in their terms.
 */

/** What an operand may be: a value, or another expression of the same type. */
export type Operand<Type> = Type | Expression<Type> | null;

/** Anything that has a value in each row. */
export interface Expression<Type> {
  /** Equal. `eq(null)` asks for `IS NULL`. */
  eq(other: Operand<Type>): Condition;
  /** Not equal. As in SQL, rows where either side is null are left out; `ne(null)` asks for `IS NOT NULL`. */
  ne(other: Operand<Type>): Condition;
  gt(other: Operand<Type>): Condition;
  gte(other: Operand<Type>): Condition;
  lt(other: Operand<Type>): Condition;
  lte(other: Operand<Type>): Condition;
  between(low: Operand<Type>, high: Operand<Type>): Condition;
  in(values: readonly Operand<Type>[] | Selection<Type>): Condition;
  /** As in SQL, rows where the value is null are left out. */
  notIn(values: readonly Operand<Type>[] | Selection<Type>): Condition;
  isNull(): Condition;
  isNotNull(): Condition;
  /** The first of the values that is not null. */
  coalesce(...others: readonly Operand<Type>[]): this;
  asc(): Order;
  desc(): Order;
  /** Carries the type of the value; never there when the program runs. */
  readonly __type?: Type;
}

export interface TextExpression extends Expression<string> {
  /** SQL's own pattern: `%` is any text, `_` any character. */
  like(pattern: string): Condition;
  notLike(pattern: string): Condition;
  contains(text: string): Condition;
  startsWith(text: string): Condition;
  endsWith(text: string): Condition;
  lower(): TextExpression;
  upper(): TextExpression;
  trim(): TextExpression;
  length(): NumberExpression;
  concat(...others: readonly Operand<string>[]): TextExpression;
}

export interface NumberExpression extends Expression<number> {
  plus(other: Operand<number>): NumberExpression;
  minus(other: Operand<number>): NumberExpression;
  times(other: Operand<number>): NumberExpression;
  dividedBy(other: Operand<number>): NumberExpression;
  modulo(other: Operand<number>): NumberExpression;
  abs(): NumberExpression;
  round(digits?: number): NumberExpression;
}

export interface Condition extends Expression<boolean> {
  and(...others: readonly Condition[]): Condition;
  or(...others: readonly Condition[]): Condition;
  not(): Condition;
}

/** A direction to sort in. */
export interface Order {
  nullsFirst(): Order;
  nullsLast(): Order;
  readonly __order?: true;
}

/**
 * How `with` loads a relation.
 *
 * - `select-in`, unless you say otherwise: one more statement, for the keys of the entities that are there.
 * - `join`: with the entities' own statement. Best along to-one relations, and for few rows.
 * - `subquery`: one more statement, for whatever the query finds. Best where the keys are very many.
 * - `json`: with the entities' own statement, the rows of each nested in a value. Best for several lists at once.
 * - `forbid`: never; reading the relation is an error, also when it is awaited.
 */
export type LoadStrategy = "select-in" | "join" | "subquery" | "json" | "forbid";

/** How relations are loaded: the last argument of `with`. */
export interface LoadOptions {
  readonly strategy: LoadStrategy;
}

/** Relations, and perhaps how to load them. */
export type Relations<Path> =
  | readonly ((row: Path) => Loadable)[]
  | readonly [...relations: ((row: Path) => Loadable)[], options: LoadOptions];

/** Columns, one or a list. */
export type Columns = Expression<unknown> | readonly Expression<unknown>[];

/** An object that stands for a row. */
export interface Row<Path> {
  /** Carries the type of its path; never there when the program runs. */
  readonly __path?: Path;
}

/** A relation that `with` can load. */
export interface Loadable {
  readonly __loadable?: true;
}

/** The way over a to-many relation: what there is to ask about the rows at its other end. */
export interface ManyPath<Path> extends Loadable {
  /** Whether some row is there, or some that meets the condition. */
  some(condition?: (row: Path) => Condition): Condition;
  /** Whether every row meets the condition; true when there is none. */
  every(condition: (row: Path) => Condition): Condition;
  /** Whether no row is there, or none that meets the condition. */
  none(condition?: (row: Path) => Condition): Condition;
  count(condition?: (row: Path) => Condition): NumberExpression;
  sum(value: (row: Path) => Expression<number>): NumberExpression;
  avg(value: (row: Path) => Expression<number>): NumberExpression;
  min<Value extends Expression<unknown>>(value: (row: Path) => Value): Value;
  max<Value extends Expression<unknown>>(value: (row: Path) => Value): Value;
  /** Only in `with`: loads a part of the relation. */
  where(condition: (row: Path) => Condition): ManyPath<Path>;
  /** Only in `with`: the order in which the relation is loaded. */
  orderBy(...keys: readonly ((row: Path) => Expression<unknown> | Order)[]): ManyPath<Path>;
  /** Only in `with`: loads as many rows for each entity, the first in the order. */
  limit(count: number): ManyPath<Path>;
  /** Only in `with`: loads relations of the rows too. */
  with(...relations: Relations<Path>): ManyPath<Path>;
}

/** What the diagram says of one entity. */
export interface EntityTypes {
  /** An object that stands for a row. */
  readonly entity: object;
  /** The row as conditions and selections see it. */
  readonly path: object;
  /** Column names to their values. */
  readonly columns: object;
  /** What a new row can be made of. */
  readonly create: object;
  /** The primary key: a value, or one for each of its columns. */
  readonly key: unknown;
}

/** Values that columns must equal: null asks for `IS NULL`, a list for `IN`. */
export type Match<Columns> = {
  readonly [Name in keyof Columns]?: Columns[Name] | readonly Columns[Name][] | null;
};

/** The value of a selected expression, or of an object of them. */
export type Selected<Shape> =
  Shape extends Expression<infer Type>
    ? Type
    : { -readonly [Name in keyof Shape]: Selected<Shape[Name]> };

/** A query for parts of rows. Immutable: every method returns another query. */
export interface Selection<Row> {
  orderBy(...keys: readonly (() => Expression<unknown> | Order)[]): Selection<Row>;
  limit(count: number): Selection<Row>;
  offset(count: number): Selection<Row>;
  distinct(): Selection<Row>;
  all(): Promise<Row[]>;
  /** The first row, or null. */
  first(): Promise<Row | null>;
  readonly __row?: Row;
}

/** A query for groups of rows. Immutable. */
export interface GroupedQuery<Path> {
  select<Shape>(shape: (row: Path) => Shape): GroupedSelection<Selected<Shape>, Path>;
}

export interface GroupedSelection<Row, Path> extends Selection<Row> {
  /** Keeps the groups that meet the condition. */
  having(condition: (row: Path) => Condition): GroupedSelection<Row, Path>;
  orderBy(
    ...keys: readonly ((row: Path) => Expression<unknown> | Order)[]
  ): GroupedSelection<Row, Path>;
  limit(count: number): GroupedSelection<Row, Path>;
  offset(count: number): GroupedSelection<Row, Path>;
}

/** A query for entities. Immutable: every method returns another query. */
export interface Query<Types extends EntityTypes> {
  /** Keeps rows that meet the condition; several are joined by AND. */
  where(condition: Match<Types["columns"]> | ((row: Types["path"]) => Condition)): Query<Types>;
  /** Loads relations with the entities. The last argument may say how: `{ strategy: "join" }`. */
  with(...relations: Relations<Types["path"]>): Query<Types>;
  /** Leaves columns out: reading one is an error until `db.load` loads it. Keys always come. */
  defer(...columns: readonly ((row: Types["path"]) => Columns)[]): Query<Types>;
  /** Leaves all columns out but these, and keys. */
  only(...columns: readonly ((row: Types["path"]) => Columns)[]): Query<Types>;
  orderBy(...keys: readonly ((row: Types["path"]) => Expression<unknown> | Order)[]): Query<Types>;
  limit(count: number): Query<Types>;
  offset(count: number): Query<Types>;
  distinct(): Query<Types>;
  /** Asks for values instead of entities. */
  select<Shape>(shape: (row: Types["path"]) => Shape): Selection<Selected<Shape>>;
  groupBy(
    ...keys: readonly ((row: Types["path"]) => Expression<unknown>)[]
  ): GroupedQuery<Types["path"]>;
  all(): Promise<Types["entity"][]>;
  /** The first entity, or null. */
  first(): Promise<Types["entity"] | null>;
  /** The only entity; none or several are an error. */
  one(): Promise<Types["entity"]>;
  count(): Promise<number>;
  exists(): Promise<boolean>;
}

/** All entities of a kind: where queries start and new entities are made. */
export interface EntitySet<Types extends EntityTypes> extends Query<Types> {
  /** The entity with this primary key; one that is loaded already costs no statement. */
  get(key: Types["key"]): Promise<Types["entity"] | null>;
  /** A new entity, inserted by the next `db.save()`. */
  create(values: Types["create"]): Types["entity"];
}

/**
 * A to-many relation of an entity. Await it to load it; once loaded, it reads like an array.
 * After a load that was narrowed by `where` or `limit` it reads as that part, until it is awaited for the whole.
 */
export interface Many<Entity> extends PromiseLike<Entity[]>, Iterable<Entity> {
  readonly isLoaded: boolean;
  readonly length: number;
  at(index: number): Entity | undefined;
  map<Value>(body: (entity: Entity, index: number) => Value): Value[];
  filter(test: (entity: Entity) => boolean): Entity[];
  /** Relates another entity; the next `db.save()` writes it. */
  add(entity: Entity): void;
  /** Ends the relation to an entity; the next `db.save()` writes it. */
  remove(entity: Entity): void;
}

/** A to-one relation of an entity. Await it to load it; once loaded, it is the entity. */
export type One<Entity> = Entity & PromiseLike<Entity>;

/** What a session does without being asked; what is not named stays as it is. */
export interface SessionSettings {
  /** Whether awaiting a relation may load it. Allowed unless you say otherwise. */
  readonly lazy?: "allow" | "forbid";
  /** Relations that are loaded with every query of their entity, and how: `{ "User.posts": "join" }`. */
  readonly loading?: Readonly<Record<string, LoadStrategy>>;
}

/** What every database offers beside its entities. */
export interface DatabaseMethods {
  /**
   * Loads columns or relations of one entity, or of a list of one kind, by as few statements as for a query.
   * What is loaded already is not loaded again, and what was changed stays changed.
   */
  load<Path>(
    entities: Row<Path> | readonly Row<Path>[],
    ...what: readonly ((row: Path) => Loadable | Columns)[]
  ): Promise<void>;
  /** Changes what is loaded without being asked for. @throws QueryError for what no relation is called */
  configure(settings: SessionSettings): void;
  /** Writes what changed, in one transaction. */
  save(): Promise<void>;
  /** Deletes the row of an entity with the next `save`. */
  delete(entity: object): void;
}
