/**
 * The types of the object query language. The engine implements them and the editor completes from them;
 * what the diagram adds (entities, paths) is declared in their terms.
 */

/** Under symbols stand what types carry for each other; an editor does not offer them, and no object has them. */
declare const TYPE: unique symbol;
declare const ORDER: unique symbol;
declare const PATH: unique symbol;
declare const LOADABLE: unique symbol;
declare const ENTITY: unique symbol;
declare const ROW: unique symbol;
declare const COMMON: unique symbol;

/** What an operand may be: a value, another expression of the same type, or a query for one such value. */
export type Operand<Type> = Type | Expression<Type> | Values<Type> | Values<Type | null> | null;

/** What a value can be cast to. */
export type CastTypes = {
  integer: NumberExpression;
  float: NumberExpression;
  decimal: NumberExpression;
  text: TextExpression;
  date: DateExpression;
  datetime: DateExpression;
};

export type DateUnit = "year" | "month" | "day" | "hour" | "minute" | "second";

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
  in(values: readonly Operand<Type>[] | Values<Type>): Condition;
  /** As in SQL, rows where the value is null are left out. */
  notIn(values: readonly Operand<Type>[] | Values<Type>): Condition;
  isNull(): Condition;
  isNotNull(): Condition;
  /** The first of the values that is not null. */
  coalesce(...others: readonly Operand<Type>[]): this;
  /** Null where it equals the other value. */
  nullIf(other: Operand<Type>): this;
  cast<To extends keyof CastTypes>(type: To): CastTypes[To];
  asc(): Order;
  desc(): Order;
  /** Carries the type of the value; never there when the program runs. */
  readonly [TYPE]?: Type;
}

export interface TextExpression extends Expression<string> {
  /** SQL's own pattern: `%` is any text, `_` any character. Whether case matters is the database's rule. */
  like(pattern: string): Condition;
  notLike(pattern: string): Condition;
  /** The text as it is, anywhere; `%` and `_` are escaped. */
  contains(text: string): Condition;
  startsWith(text: string): Condition;
  endsWith(text: string): Condition;
  /** Like {@link like}, in either case on every database. */
  ilike(pattern: string): Condition;
  icontains(text: string): Condition;
  istartsWith(text: string): Condition;
  iendsWith(text: string): Condition;
  lower(): TextExpression;
  upper(): TextExpression;
  trim(): TextExpression;
  trimStart(): TextExpression;
  trimEnd(): TextExpression;
  /** In characters. */
  length(): NumberExpression;
  replace(search: Operand<string>, replacement: Operand<string>): TextExpression;
  /** Characters are counted from 1, as SQL does. */
  substring(start: Operand<number>, length?: Operand<number>): TextExpression;
  /** Where the text first occurs, counted from 1; 0 where it does not. */
  indexOf(text: Operand<string>): NumberExpression;
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
  floor(): NumberExpression;
  ceil(): NumberExpression;
  /** -1, 0 or 1. */
  sign(): NumberExpression;
  power(exponent: Operand<number>): NumberExpression;
  sqrt(): NumberExpression;
}

/** A date, a time, or both: text that sorts in the order of time. */
export interface DateExpression extends TextExpression {
  year(): NumberExpression;
  /** From 1. */
  month(): NumberExpression;
  day(): NumberExpression;
  hour(): NumberExpression;
  minute(): NumberExpression;
  second(): NumberExpression;
  /** 0 for Sunday. */
  weekday(): NumberExpression;
  /** The beginning of the year, month, … that it is in. */
  startOf(unit: DateUnit): DateExpression;
  /** Later by so many units; earlier by a negative number. */
  add(amount: Operand<number>, unit: DateUnit): DateExpression;
  secondsUntil(other: Operand<string>): NumberExpression;
}

/** JSON. A path is made of keys, and of places in lists counted from 0. */
export interface JsonExpression extends Expression<unknown> {
  get(...path: readonly (string | number)[]): JsonExpression;
  getText(...path: readonly (string | number)[]): TextExpression;
  getNumber(...path: readonly (string | number)[]): NumberExpression;
  /** Whether there is anything at the path. */
  has(...path: readonly (string | number)[]): Condition;
  arrayLength(...path: readonly (string | number)[]): NumberExpression;
}

/** One end of a frame: so many rows before (negative) or after, the current row, or all there are. */
export type FrameBound = number | "current" | "unbounded";

/** Which rows a window function sees. */
export interface Window {
  readonly partitionBy?: Expression<unknown> | readonly Expression<unknown>[];
  readonly orderBy?: Expression<unknown> | Order | readonly (Expression<unknown> | Order)[];
  readonly rows?: readonly [FrameBound, FrameBound];
  readonly range?: readonly [FrameBound, FrameBound];
  readonly groups?: readonly [FrameBound, FrameBound];
}

/** A function that needs to be told over which rows it goes. */
export interface WindowFunction<Value> {
  over(window?: Window): Value;
}

/** A function over the rows of a group, or of a window. */
export type Aggregate<Value> = Value &
  WindowFunction<Value> & {
    /** Lets it see only rows that meet the condition. */
    filter(condition: Condition): Aggregate<Value>;
  };

export interface Condition extends Expression<boolean> {
  and(...others: readonly Condition[]): Condition;
  or(...others: readonly Condition[]): Condition;
  not(): Condition;
}

/** A direction to sort in. */
export interface Order {
  nullsFirst(): Order;
  nullsLast(): Order;
  readonly [ORDER]?: true;
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
  readonly [PATH]?: Path;
}

/** A relation that `with` can load. */
export interface Loadable {
  readonly [LOADABLE]?: true;
}

/** A row that a lambda is given. Selected whole, it is its entity. */
export interface EntityPath<Entity> {
  /** Carries the type of the entity; never there when the program runs. */
  readonly [ENTITY]?: Entity;
}

/** What rows are grouped by: a value, or a row that is the same in all of a group. */
export type GroupKey = Expression<unknown> | EntityPath<unknown>;

/** The way over a to-one relation: beside the columns behind it, what there is to ask about the row itself. */
export interface OnePath<Entity> extends Loadable {
  /** Whether it is this entity, by its key. `eq(null)` asks whether there is none. */
  eq(entity: Entity | null): Condition;
  /** As in SQL, rows that refer to nothing are left out; `ne(null)` asks whether there is one. */
  ne(entity: Entity | null): Condition;
  in(entities: readonly Entity[]): Condition;
  isNull(): Condition;
  isNotNull(): Condition;
}

/** The way over a to-many relation: what there is to ask about the rows at its other end. */
export interface ManyPath<Path> extends Loadable {
  /** Whether some row is there, or some that meets the condition. */
  some(condition?: (row: Path) => Condition): Condition;
  /** Whether no row fails the condition; true when there is none. What is unknown of a row, for a null, does not fail. */
  every(condition: (row: Path) => Condition): Condition;
  /** Whether no row is there, or none that meets the condition. */
  none(condition?: (row: Path) => Condition): Condition;
  count(condition?: (row: Path) => Condition): NumberExpression;
  sum(value: (row: Path) => Expression<number>): NumberExpression;
  avg(value: (row: Path) => Expression<number>): NumberExpression;
  min<Value extends Expression<unknown>>(value: (row: Path) => Value): Value;
  max<Value extends Expression<unknown>>(value: (row: Path) => Value): Value;
  /** A part of the relation: what `with` loads of it, or what is asked of it. */
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

/** What columns and to-one relations must equal: null asks for `IS NULL`, a list for `IN`. */
export type Match<Values> = {
  readonly [Name in keyof Values]?: Values[Name] | readonly Values[Name][] | null;
};

/** The value of a selected expression, the entity of a whole row, or an object of them. */
export type Selected<Shape> =
  Shape extends Expression<infer Type>
    ? Type
    : Shape extends EntityPath<infer Entity>
      ? Entity
      : Shape extends Values<infer Row>
        ? Row | null
        : Shape extends string | number | boolean | null
          ? Shape
          : { -readonly [Name in keyof Shape]: Selected<Shape[Name]> };

/** The expression of a value of this type. */
export type ExpressionOf<Type> = [NonNullable<Type>] extends [number]
  ? NumberExpression
  : [NonNullable<Type>] extends [string]
    ? DateExpression
    : [NonNullable<Type>] extends [boolean]
      ? Condition
      : unknown extends Type
        ? JsonExpression
        : Expression<Type>;

/** A row of a selection, as queries over it see it; a value that was selected alone is called `value`. */
export type RowOf<Row> = [Row] extends [string | number | boolean | null]
  ? { readonly value: ExpressionOf<Row> }
  : { readonly [Name in keyof Row]: FieldOf<Row[Name]> };

/** A field of a selection: an expression, or an object of them. */
type FieldOf<Value> = unknown extends Value
  ? JsonExpression
  : [Value] extends [Uint8Array | string | number | boolean | null]
    ? ExpressionOf<Value>
    : RowOf<Value>;

/** A query as the rows that it gives: what stands within another query. */
export interface Values<Row> {
  readonly [ROW]?: Row;
}

/** A query for parts of rows. Immutable: every method returns another query. */
export interface Selection<Row, Rows extends readonly unknown[] = readonly never[]>
  extends Values<Row> {
  orderBy(
    ...keys: readonly ((...rows: Rows) => Expression<unknown> | Order)[]
  ): Selection<Row, Rows>;
  limit(count: number): Selection<Row, Rows>;
  offset(count: number): Selection<Row, Rows>;
  distinct(): Selection<Row, Rows>;
  /** The rows of both, each once. */
  union(other: Values<Row>): Selection<Row, readonly [RowOf<Row>]>;
  /** The rows of both, as often as they occur. */
  unionAll(other: Values<Row>): Selection<Row, readonly [RowOf<Row>]>;
  /** The rows that both have. */
  intersect(other: Values<Row>): Selection<Row, readonly [RowOf<Row>]>;
  /** The rows that the other does not have. */
  except(other: Values<Row>): Selection<Row, readonly [RowOf<Row>]>;
  all(): Promise<Row[]>;
  /** The first row, or null. */
  first(): Promise<Row | null>;
  /** The only row; none or several are an error. */
  one(): Promise<Row>;
  count(): Promise<number>;
  exists(): Promise<boolean>;
}

/** A query for groups of rows. Immutable. */
export interface GroupedQuery<Rows extends readonly unknown[]> {
  select<Shape>(shape: (...rows: Rows) => Shape): GroupedSelection<Selected<Shape>, Rows>;
}

export interface GroupedSelection<Row, Rows extends readonly unknown[]>
  extends Selection<Row, Rows> {
  /** Keeps the groups that meet the condition. */
  having(condition: (...rows: Rows) => Condition): GroupedSelection<Row, Rows>;
  orderBy(
    ...keys: readonly ((...rows: Rows) => Expression<unknown> | Order)[]
  ): GroupedSelection<Row, Rows>;
  limit(count: number): GroupedSelection<Row, Rows>;
  offset(count: number): GroupedSelection<Row, Rows>;
}

/** A query with a name, which others start from or join. */
export interface CommonTable<Row> {
  readonly [COMMON]?: Row;
}

/** A query over rows that stand beside each other: its lambdas are given one argument for each. Immutable. */
export interface RowsQuery<Rows extends readonly unknown[]> {
  where(condition: (...rows: Rows) => Condition): RowsQuery<Rows>;
  /** Puts the rows of a relation beside each row; rows without any are left out. */
  join<Path>(relation: (...rows: Rows) => ManyPath<Path>): RowsQuery<readonly [...Rows, Path]>;
  /** Puts rows beside each other where the condition holds. */
  join<Row>(
    other: Values<Row> | CommonTable<Row>,
    on: (...rows: readonly [...Rows, RowOf<Row>]) => Condition,
  ): RowsQuery<readonly [...Rows, RowOf<Row>]>;
  join<Types extends EntityTypes>(
    other: Query<Types>,
    on: (...rows: readonly [...Rows, Types["path"]]) => Condition,
  ): RowsQuery<readonly [...Rows, Types["path"]]>;
  /** Like {@link join}; a row without any stays, beside nulls. */
  leftJoin<Path>(relation: (...rows: Rows) => ManyPath<Path>): RowsQuery<readonly [...Rows, Path]>;
  leftJoin<Row>(
    other: Values<Row> | CommonTable<Row>,
    on: (...rows: readonly [...Rows, RowOf<Row>]) => Condition,
  ): RowsQuery<readonly [...Rows, RowOf<Row>]>;
  leftJoin<Types extends EntityTypes>(
    other: Query<Types>,
    on: (...rows: readonly [...Rows, Types["path"]]) => Condition,
  ): RowsQuery<readonly [...Rows, Types["path"]]>;
  /** Groups by values, or by rows: those of one entity. */
  groupBy(...keys: readonly ((...rows: Rows) => GroupKey)[]): GroupedQuery<Rows>;
  orderBy(...keys: readonly ((...rows: Rows) => Expression<unknown> | Order)[]): RowsQuery<Rows>;
  limit(count: number): RowsQuery<Rows>;
  offset(count: number): RowsQuery<Rows>;
  select<Shape>(shape: (...rows: Rows) => Shape): Selection<Selected<Shape>, Rows>;
}

/** One page of entities. */
export interface Page<Entity> {
  readonly items: Entity[];
  /** What the next page is `after`; null on the last. */
  readonly next: string | null;
  /** What the page before is `before`; null on the first. */
  readonly previous: string | null;
}

/** A write that runs when it is awaited, and tells how many rows it wrote. It goes past the session: objects that are loaded keep their values. */
export interface Write<Path> extends PromiseLike<number> {
  /** Asks for values of the written rows. */
  returning<Shape>(shape: (row: Path) => Shape): PromiseLike<Selected<Shape>[]>;
}

/** What to write, by column: values, or expressions. An entity stands for the columns that refer to it. */
export type Written<Values> = {
  readonly [Name in keyof Values]?: Operand<NonNullable<Values[Name]>>;
};

/** A query for entities. Immutable: every method returns another query. */
export interface Query<Types extends EntityTypes> {
  /** Keeps rows that meet the condition; several are joined by AND. */
  where(
    condition: Match<Required<Types["create"]>> | ((row: Types["path"]) => Condition),
  ): Query<Types>;
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
  select<Shape>(
    shape: (row: Types["path"]) => Shape,
  ): Selection<Selected<Shape>, readonly [Types["path"]]>;
  groupBy(
    ...keys: readonly ((row: Types["path"]) => GroupKey)[]
  ): GroupedQuery<readonly [Types["path"]]>;
  join: RowsQuery<readonly [Types["path"]]>["join"];
  leftJoin: RowsQuery<readonly [Types["path"]]>["leftJoin"];
  /**
   * A page of the order: from behind the cursor `after`, or up to the cursor `before`, whose null is the end.
   * The primary key makes any order unique.
   */
  page(request: {
    readonly size: number;
    readonly after?: string | null;
    readonly before?: string | null;
  }): Promise<Page<Types["entity"]>>;
  /** Writes to every row of the query. */
  update(
    values:
      | Written<Required<Types["create"]>>
      | ((row: Types["path"]) => Written<Required<Types["create"]>>),
  ): Write<Types["path"]>;
  /** Deletes every row of the query. */
  delete(): Write<Types["path"]>;
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
  /** Inserts rows: one, several, or those of a selection. */
  insert(
    rows:
      | Written<Required<Types["create"]>>
      | readonly Written<Required<Types["create"]>>[]
      | Values<Partial<Types["columns"]>>,
  ): Write<Types["path"]>;
  /** Inserts rows, or those of a selection; those that are there already are updated, or left alone. */
  upsert(
    rows:
      | Written<Required<Types["create"]>>
      | readonly Written<Required<Types["create"]>>[]
      | Values<Partial<Types["columns"]>>,
    options?: {
      /** The unique columns that tell whether a row is there; the primary key unless said. */
      readonly by?: (row: Types["path"]) => Expression<unknown> | readonly Expression<unknown>[];
      /** What to do with a row that is there: all given values are taken unless said. */
      readonly update?:
        | "nothing"
        | ((row: Types["path"], given: Types["path"]) => Written<Required<Types["create"]>>);
      /** Which of the rows that are there are updated: all unless said. */
      readonly where?: (row: Types["path"], given: Types["path"]) => Condition;
    },
  ): Write<Types["path"]>;
  /** Entities of your own SELECT, which gives the columns of the table; what stands in its holes are parameters. */
  fromSql(texts: TemplateStringsArray, ...holes: readonly unknown[]): Promise<Types["entity"][]>;
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
  /** Relates these entities and no others. The relation has to be loaded. */
  set(entities: Iterable<Entity>): void;
  has(entity: Entity): boolean;
}

/** A to-one relation of an entity. Await it to load it; once loaded, it is the entity. */
export type One<Entity> = Entity & PromiseLike<Entity>;

/** The functions as people write them. */
export interface QueryFunctions {
  /** The number of rows; of an expression, the number of its values that are not null. */
  count(of?: Expression<unknown>): Aggregate<NumberExpression>;
  countDistinct(of: Expression<unknown>): Aggregate<NumberExpression>;
  sum(of: Expression<number>): Aggregate<NumberExpression>;
  avg(of: Expression<number>): Aggregate<NumberExpression>;
  min<Of extends Expression<unknown>>(of: Of): Aggregate<Of>;
  max<Of extends Expression<unknown>>(of: Of): Aggregate<Of>;
  /** All values in one text. */
  textList(of: Expression<string>, separator?: string): Aggregate<TextExpression>;
  rowNumber(): WindowFunction<NumberExpression>;
  /** The place in the order; rows that are level share it, and leave a gap behind. */
  rank(): WindowFunction<NumberExpression>;
  /** Like {@link rank}, without gaps. */
  denseRank(): WindowFunction<NumberExpression>;
  percentRank(): WindowFunction<NumberExpression>;
  cumeDist(): WindowFunction<NumberExpression>;
  /** Which of so many parts of equal size the row falls into, from 1. */
  ntile(buckets: number): WindowFunction<NumberExpression>;
  /** The value of the row before, or so many rows before. */
  lag<Of extends Expression<unknown>>(
    of: Of,
    rows?: number,
    otherwise?: unknown,
  ): WindowFunction<Of>;
  /** The value of the row after, or so many rows after. */
  lead<Of extends Expression<unknown>>(
    of: Of,
    rows?: number,
    otherwise?: unknown,
  ): WindowFunction<Of>;
  firstValue<Of extends Expression<unknown>>(of: Of): WindowFunction<Of>;
  lastValue<Of extends Expression<unknown>>(of: Of): WindowFunction<Of>;
  nthValue<Of extends Expression<unknown>>(of: Of, place: number): WindowFunction<Of>;
  greatest<Of extends Expression<unknown>>(first: Of, ...rest: readonly unknown[]): Of;
  least<Of extends Expression<unknown>>(first: Of, ...rest: readonly unknown[]): Of;
  and(...conditions: readonly Condition[]): Condition;
  or(...conditions: readonly Condition[]): Condition;
  not(condition: Condition): Condition;
  /** `CASE WHEN condition THEN value`: null where no branch holds, unless `otherwise` says more. */
  when<Type>(condition: Condition, value: Operand<Type>): Case<Type>;
  /** A value as an expression; it goes to the database as a parameter. */
  value<Type>(value: Type): ExpressionOf<Type>;
  /** The one value of a query, as an expression. */
  scalar<Type>(query: Values<Type>): ExpressionOf<Type>;
  /** Whether a query finds any row. */
  exists(query: Query<EntityTypes> | RowsQuery<never> | Values<unknown>): Condition;
  /** A fragment of your own SQL; expressions in its holes stand as they are, all else is a parameter. */
  sql<Type = unknown>(
    texts: TemplateStringsArray,
    ...holes: readonly unknown[]
  ): ExpressionOf<Type>;
}

/** A CASE that can be continued. */
export type Case<Type> = ExpressionOf<Type> & {
  when(condition: Condition, value: Operand<Type>): Case<Type>;
  otherwise(value: Operand<Type>): ExpressionOf<Type>;
};

/** What a session does without being asked; what is not named stays as it is. */
export interface SessionSettings {
  /** Whether awaiting a relation may load it. Allowed unless you say otherwise. */
  readonly lazy?: "allow" | "forbid";
  /** Relations that are loaded with every query of their entity, and how: `{ "User.posts": "join" }`. */
  readonly loading?: Readonly<Record<string, LoadStrategy>>;
  /**
   * Columns that count the versions of rows, by entity: `{ Post: "version" }`. A row that somebody else has written since
   * it was read is not written over: `save` fails with `version-conflict`.
   */
  readonly versions?: Readonly<Record<string, string>>;
  /** What becomes of an entity that is taken out of a relation: `{ "User.posts": "delete" }`. It is kept otherwise. */
  readonly orphans?: Readonly<Record<string, "keep" | "delete">>;
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
  /** All or nothing: when the body throws, rows and objects are as they were before it. May stand within another. */
  transaction<Value>(body: () => Promise<Value>): Promise<Value>;
  /** Reads the row of an entity again; its changes that are not saved are lost. */
  refresh(entity: object): Promise<void>;
  /** Forgets an entity: it is no longer saved, and its row is met as another object. */
  detach(entity: object): void;
  /** Forgets what was loaded of an entity: the next query that brings its row, or `load`, reads it again. */
  expire(entity: object): void;
  /**
   * Copies an entity of elsewhere, detached or of another session, into the one that stands for its row here, and with it
   * what is loaded of its relations. What has no row yet is created.
   */
  merge<Given extends object>(entity: Given): Promise<Given>;
  /** Ends the session: nothing can be read or written through it any more. The database stays open. */
  close(): void;
  /** Whether an entity has changes that are not saved. */
  isChanged(entity: object): boolean;
  /** Forgets all changes that are not saved. */
  discard(): void;
  /** Starts from a common table, or from a selection as from a table. */
  from<Row>(source: Values<Row> | CommonTable<Row>): RowsQuery<readonly [RowOf<Row>]>;
  /** Gives a selection a name: `WITH name AS (…)`. */
  commonTable<Row>(name: string, query: Values<Row>): CommonTable<Row>;
  /**
   * The rows of `start`, and those that `step` finds from them, until there are no more. With `distinct` a row that was
   * found before is not followed again: what leads in a circle ends.
   */
  recursiveTable<Row>(
    name: string,
    start: Values<Row>,
    step: (self: CommonTable<Row>) => Values<Row>,
    options?: { readonly distinct?: boolean },
  ): CommonTable<Row>;
  /** Your own statement; what stands in its holes are parameters. */
  sql<Row = Record<string, unknown>>(
    texts: TemplateStringsArray,
    ...holes: readonly unknown[]
  ): Promise<Row[]>;
}
