/**
 * The types of the object query language. The engine implements them, and the editor uses them for completion. The
 * declarations of a document (entities, paths) extend them.
 */

/** Keys of phantom properties. They only carry types: no object has them, and completion does not offer them. */
declare const TYPE: unique symbol;
declare const ORDER: unique symbol;
declare const PATH: unique symbol;
declare const LOADABLE: unique symbol;
declare const ENTITY: unique symbol;
declare const ROW: unique symbol;
declare const COMMON: unique symbol;

/** An operand: a value, an expression of the same type, or a scalar subquery. */
export type Operand<Type> = Type | Expression<Type> | Values<Type> | Values<Type | null> | null;

/** The target types of a cast, and the expressions that they give. */
export type CastTypes = {
  integer: NumberExpression;
  float: NumberExpression;
  decimal: NumberExpression;
  text: TextExpression;
  date: DateExpression;
  datetime: DateExpression;
};

export type DateUnit = "year" | "month" | "day" | "hour" | "minute" | "second";

/** An expression with a value in each row. */
export interface Expression<Type> {
  /** `=`. `eq(null)` is `IS NULL`. @throws QueryError `type-mismatch` for a value of another type */
  eq(other: Operand<Type>): Condition;
  /** `<>`. As in SQL, excludes rows in which either side is null. `ne(null)` is `IS NOT NULL`. */
  ne(other: Operand<Type>): Condition;
  /** `>`. */
  gt(other: Operand<Type>): Condition;
  /** `>=`. */
  gte(other: Operand<Type>): Condition;
  /** `<`. */
  lt(other: Operand<Type>): Condition;
  /** `<=`. */
  lte(other: Operand<Type>): Condition;
  /** `BETWEEN`, both bounds included. */
  between(low: Operand<Type>, high: Operand<Type>): Condition;
  /** Whether it equals a value of a list or of a subquery. An empty list matches no row. */
  in(values: readonly Operand<Type>[] | Values<Type>): Condition;
  /** `NOT IN`. As in SQL, excludes rows in which the value is null. */
  notIn(values: readonly Operand<Type>[] | Values<Type>): Condition;
  isNull(): Condition;
  isNotNull(): Condition;
  /** The first value that is not null. */
  coalesce(...others: readonly Operand<Type>[]): this;
  /** Null if it equals the other value. */
  nullIf(other: Operand<Type>): this;
  /** `CAST`. Fractions are rounded when cast to integer. */
  cast<To extends keyof CastTypes>(type: To): CastTypes[To];
  /** Ascending order. */
  asc(): Order;
  /** Descending order. */
  desc(): Order;
  /** Carries the type of the value. Does not exist at run time. */
  readonly [TYPE]?: Type;
}

export interface TextExpression extends Expression<string> {
  /** Matches an SQL pattern: `%` is any text, `_` any character. The database decides whether case matters. */
  like(pattern: string): Condition;
  notLike(pattern: string): Condition;
  /** Whether it contains the literal text; `%` and `_` are escaped. */
  contains(text: string): Condition;
  startsWith(text: string): Condition;
  endsWith(text: string): Condition;
  /** Like {@link like}, but ignores case in every database. */
  ilike(pattern: string): Condition;
  icontains(text: string): Condition;
  istartsWith(text: string): Condition;
  iendsWith(text: string): Condition;
  lower(): TextExpression;
  upper(): TextExpression;
  trim(): TextExpression;
  trimStart(): TextExpression;
  trimEnd(): TextExpression;
  /** The length in characters. */
  length(): NumberExpression;
  replace(search: Operand<string>, replacement: Operand<string>): TextExpression;
  /** A part of the text. Positions start at 1. @throws QueryError `invalid-value` for a start below 1 */
  substring(start: Operand<number>, length?: Operand<number>): TextExpression;
  /** The position of the first occurrence, starting at 1; 0 if there is none. */
  indexOf(text: Operand<string>): NumberExpression;
  concat(...others: readonly Operand<string>[]): TextExpression;
  /** The first characters. @throws QueryError `invalid-value` for a negative count, as the following methods */
  left(count: Operand<number>): TextExpression;
  /** The last characters. */
  right(count: Operand<number>): TextExpression;
  /** The text a number of times. */
  repeat(count: Operand<number>): TextExpression;
  /** Fills the text on the left to a length, by default with spaces; a longer text is cut off at its end. */
  lpad(length: Operand<number>, fill?: string): TextExpression;
  /** The same on the right. */
  rpad(length: Operand<number>, fill?: string): TextExpression;
}

export interface NumberExpression extends Expression<number> {
  plus(other: Operand<number>): NumberExpression;
  minus(other: Operand<number>): NumberExpression;
  times(other: Operand<number>): NumberExpression;
  /** Division. As in SQL, the quotient of whole numbers is truncated. */
  dividedBy(other: Operand<number>): NumberExpression;
  /** The remainder of a division. */
  modulo(other: Operand<number>): NumberExpression;
  abs(): NumberExpression;
  /** Rounds to a number of decimal places, by default 0. Negative numbers round to tens, hundreds, … */
  round(digits?: number): NumberExpression;
  floor(): NumberExpression;
  ceil(): NumberExpression;
  /** -1, 0 or 1. */
  sign(): NumberExpression;
  power(exponent: Operand<number>): NumberExpression;
  sqrt(): NumberExpression;
}

/** A date, a time or a datetime, as text that sorts by time. */
export interface DateExpression extends TextExpression {
  year(): NumberExpression;
  /** From 1 to 12. */
  month(): NumberExpression;
  day(): NumberExpression;
  hour(): NumberExpression;
  minute(): NumberExpression;
  second(): NumberExpression;
  /** The day of the week, from 0 (Sunday) to 6. */
  weekday(): NumberExpression;
  /** The start of its year, quarter, month, week, … Weeks begin on Monday. */
  startOf(unit: DateUnit | "week" | "quarter"): DateExpression;
  /** Adds a number of units; a negative number subtracts. */
  add(amount: Operand<number>, unit: DateUnit): DateExpression;
  /** The seconds from this date to the other. */
  secondsUntil(other: Operand<string>): NumberExpression;
}

/** JSON. A path consists of keys, and of list indexes that start at 0. */
export interface JsonExpression extends Expression<unknown> {
  /** The value at the path, as JSON. */
  get(...path: readonly (string | number)[]): JsonExpression;
  /** The value at the path, as text. */
  getText(...path: readonly (string | number)[]): TextExpression;
  /** The value at the path, as a number. */
  getNumber(...path: readonly (string | number)[]): NumberExpression;
  /** Whether there is a value at the path. */
  has(...path: readonly (string | number)[]): Condition;
  /** The number of elements of the list at the path. */
  arrayLength(...path: readonly (string | number)[]): NumberExpression;
}

/** One end of a frame: a number of rows before (negative) or after the current row, the current row, or all rows. */
export type FrameBound = number | "current" | "unbounded";

/** The window of a window function: its partition, order and frame. */
export interface Window {
  readonly partitionBy?: Expression<unknown> | readonly Expression<unknown>[];
  readonly orderBy?: Expression<unknown> | Order | readonly (Expression<unknown> | Order)[];
  readonly rows?: readonly [FrameBound, FrameBound];
  readonly range?: readonly [FrameBound, FrameBound];
  readonly groups?: readonly [FrameBound, FrameBound];
}

/** A function that needs a window. */
export interface WindowFunction<Value> {
  /** `OVER (…)`. */
  over(window?: Window): Value;
}

/** A function over the rows of a group or of a window. */
export type Aggregate<Value> = Value &
  WindowFunction<Value> & {
    /** Aggregates only rows that meet the condition: `FILTER (WHERE …)`. */
    filter(condition: Condition): Aggregate<Value>;
  };

export interface Condition extends Expression<boolean> {
  and(...others: readonly Condition[]): Condition;
  or(...others: readonly Condition[]): Condition;
  not(): Condition;
}

/** An order key. */
export interface Order {
  nullsFirst(): Order;
  nullsLast(): Order;
  readonly [ORDER]?: true;
}

/**
 * How `with` loads a relation.
 *
 * - `select-in` (default): a second statement, with the keys of the loaded entities.
 * - `join`: a join in the statement of the entities. Best for to-one relations and few rows.
 * - `subquery`: a second statement, which repeats the query as a subquery. Best for very many keys.
 * - `json`: a nested JSON value in the statement of the entities. Best for several lists at once.
 * - `forbid`: not at all. Reading or awaiting the relation is an error.
 */
export type LoadStrategy = "select-in" | "join" | "subquery" | "json" | "forbid";

/** Options of `with`, after the relations. */
export interface LoadOptions {
  readonly strategy: LoadStrategy;
}

/** Relations, optionally followed by options. */
export type Relations<Path> =
  | readonly ((row: Path) => Loadable)[]
  | readonly [...relations: ((row: Path) => Loadable)[], options: LoadOptions];

/** One column or a list of columns. */
export type Columns = Expression<unknown> | readonly Expression<unknown>[];

/** An entity. */
export interface Row<Path> {
  /** Carries the type of its path. Does not exist at run time. */
  readonly [PATH]?: Path;
}

/** A relation that `with` can load. */
export interface Loadable {
  readonly [LOADABLE]?: true;
}

/** A row in a callback. Selecting it selects its entity. */
export interface EntityPath<Entity> {
  /** Carries the type of the entity. Does not exist at run time. */
  readonly [ENTITY]?: Entity;
}

/** A group key: a value, or a row, which groups by its primary key. */
export type GroupKey = Expression<unknown> | EntityPath<unknown>;

/** A to-one relation in a callback. Its columns are available too. */
export interface OnePath<Entity> extends Loadable {
  /** Whether it is this entity, compared by key. `eq(null)` tests for no entity. @throws QueryError `not-an-entity` */
  eq(entity: Entity | null): Condition;
  /** Whether it is another entity. As in SQL, excludes rows without one. `ne(null)` tests for any entity. */
  ne(entity: Entity | null): Condition;
  in(entities: readonly Entity[]): Condition;
  isNull(): Condition;
  isNotNull(): Condition;
}

/** Values that columns and to-one relations of related rows must equal. */
export type MatchOf<Path> = {
  readonly [Name in keyof Path]?: Path[Name] extends Expression<infer Type>
    ? Type | readonly Type[] | null
    : Path[Name] extends EntityPath<infer Entity>
      ? Entity | readonly Entity[] | null
      : never;
};

/** A to-many relation in a callback. */
export interface ManyPath<Path> extends Loadable {
  /** Whether there is a row, or a row that meets the condition. */
  some(condition?: MatchOf<Path> | ((row: Path) => Condition)): Condition;
  /** Whether no row fails the condition. True without rows. A condition that is null does not fail. */
  every(condition: MatchOf<Path> | ((row: Path) => Condition)): Condition;
  /** Whether there is no row, or no row that meets the condition. */
  none(condition?: MatchOf<Path> | ((row: Path) => Condition)): Condition;
  /** The number of rows, or of rows that meet the condition. */
  count(condition?: MatchOf<Path> | ((row: Path) => Condition)): NumberExpression;
  sum(value: (row: Path) => Expression<number>): NumberExpression;
  avg(value: (row: Path) => Expression<number>): NumberExpression;
  min<Value extends Expression<unknown>>(value: (row: Path) => Value): Value;
  max<Value extends Expression<unknown>>(value: (row: Path) => Value): Value;
  /** The rows that meet the condition, to load with `with` or to test and count. */
  where(condition: MatchOf<Path> | ((row: Path) => Condition)): ManyPath<Path>;
  /** Orders the loaded rows. Only in `with`. */
  orderBy(...keys: readonly ((row: Path) => Expression<unknown> | Order)[]): ManyPath<Path>;
  /** Limits the loaded rows per entity. Only in `with`. */
  limit(count: number): ManyPath<Path>;
  /** Leaves out the first rows of each entity. Only in `with`. */
  offset(count: number): ManyPath<Path>;
  /** Loads relations of the rows. Only in `with`. */
  with(...relations: Relations<Path>): ManyPath<Path>;
}

/** The types of one entity, declared from the document. */
export interface EntityTypes {
  /** The entity. */
  readonly entity: object;
  /** The row in callbacks. */
  readonly path: object;
  /** The values of the columns, by name. */
  readonly columns: object;
  /** The values of a new entity. */
  readonly create: object;
  /** The primary key: a value, or an object of values for a composite key. */
  readonly key: unknown;
}

/** Values that columns and to-one relations must equal. Null is `IS NULL`, a list is `IN`. */
export type Match<Values> = {
  readonly [Name in keyof Values]?: Values[Name] | readonly Values[Name][] | null;
};

/** The result of a selection: the value of an expression, the entity of a row, or an object of them. */
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

/** The expression for values of a type. */
export type ExpressionOf<Type> = [NonNullable<Type>] extends [number]
  ? NumberExpression
  : [NonNullable<Type>] extends [string]
    ? DateExpression
    : [NonNullable<Type>] extends [boolean]
      ? Condition
      : unknown extends Type
        ? JsonExpression
        : Expression<Type>;

/** A row of a selection in callbacks. A single selected value is named `value`. */
export type RowOf<Row> = [Row] extends [string | number | boolean | null]
  ? { readonly value: ExpressionOf<Row> }
  : { readonly [Name in keyof Row]: FieldOf<Row[Name]> };

/** A field of a selection: an expression, or an object of expressions. */
type FieldOf<Value> = unknown extends Value
  ? JsonExpression
  : [Value] extends [Uint8Array | string | number | boolean | null]
    ? ExpressionOf<Value>
    : RowOf<Value>;

/** A query by the type of its rows, as an operand of other queries. */
export interface Values<Row> {
  readonly [ROW]?: Row;
}

/** A query for values. Immutable: every method returns a new query. */
export interface Selection<Row, Rows extends readonly unknown[] = readonly never[]>
  extends Values<Row> {
  orderBy(
    ...keys: readonly ((...rows: Rows) => Expression<unknown> | Order)[]
  ): Selection<Row, Rows>;
  limit(count: number): Selection<Row, Rows>;
  offset(count: number): Selection<Row, Rows>;
  distinct(): Selection<Row, Rows>;
  /** `UNION`: the distinct rows of both. */
  union(other: Values<Row>): Selection<Row, readonly [RowOf<Row>]>;
  /** `UNION ALL`: all rows of both. */
  unionAll(other: Values<Row>): Selection<Row, readonly [RowOf<Row>]>;
  /** `INTERSECT`: the rows that are in both. */
  intersect(other: Values<Row>): Selection<Row, readonly [RowOf<Row>]>;
  /** `EXCEPT`: the rows that are not in the other. */
  except(other: Values<Row>): Selection<Row, readonly [RowOf<Row>]>;
  all(): Promise<Row[]>;
  /** The first row, or null. */
  first(): Promise<Row | null>;
  /** The only row. @throws QueryError `row-not-found`, `too-many-rows` */
  one(): Promise<Row>;
  /**
   * One page of the rows. The keys of the selected rows or groups make every order unique.
   * @throws QueryError `invalid-cursor` for a cursor of another order, `unsupported` and `no-primary-key` for rows without a
   * unique order
   */
  page(request: PageRequest): Promise<Page<Row>>;
  count(): Promise<number>;
  exists(): Promise<boolean>;
}

/** A query for groups of rows. Immutable. */
export interface GroupedQuery<Rows extends readonly unknown[]> {
  select<Shape>(shape: (...rows: Rows) => Shape): GroupedSelection<Selected<Shape>, Rows>;
}

export interface GroupedSelection<Row, Rows extends readonly unknown[]>
  extends Selection<Row, Rows> {
  /** `HAVING`: only groups that meet the condition. */
  having(condition: (...rows: Rows) => Condition): GroupedSelection<Row, Rows>;
  orderBy(
    ...keys: readonly ((...rows: Rows) => Expression<unknown> | Order)[]
  ): GroupedSelection<Row, Rows>;
  limit(count: number): GroupedSelection<Row, Rows>;
  offset(count: number): GroupedSelection<Row, Rows>;
}

/** A common table expression, for `from` and joins. */
export interface CommonTable<Row> {
  readonly [COMMON]?: Row;
}

/** A query over joined rows. Callbacks receive one argument per row. Immutable. */
export interface RowsQuery<Rows extends readonly unknown[]> {
  where(condition: (...rows: Rows) => Condition): RowsQuery<Rows>;
  /** Inner join over a relation. */
  join<Path>(relation: (...rows: Rows) => ManyPath<Path>): RowsQuery<readonly [...Rows, Path]>;
  /** Inner join on a condition. */
  join<Row>(
    other: Values<Row> | CommonTable<Row>,
    on: (...rows: readonly [...Rows, RowOf<Row>]) => Condition,
  ): RowsQuery<readonly [...Rows, RowOf<Row>]>;
  join<Types extends EntityTypes>(
    other: Query<Types>,
    on: (...rows: readonly [...Rows, Types["path"]]) => Condition,
  ): RowsQuery<readonly [...Rows, Types["path"]]>;
  /** Left join: rows without a match stay, with nulls. */
  leftJoin<Path>(relation: (...rows: Rows) => ManyPath<Path>): RowsQuery<readonly [...Rows, Path]>;
  leftJoin<Row>(
    other: Values<Row> | CommonTable<Row>,
    on: (...rows: readonly [...Rows, RowOf<Row>]) => Condition,
  ): RowsQuery<readonly [...Rows, RowOf<Row>]>;
  leftJoin<Types extends EntityTypes>(
    other: Query<Types>,
    on: (...rows: readonly [...Rows, Types["path"]]) => Condition,
  ): RowsQuery<readonly [...Rows, Types["path"]]>;
  /** Groups by values, or by rows, which means by their primary keys. */
  groupBy(...keys: readonly ((...rows: Rows) => GroupKey)[]): GroupedQuery<Rows>;
  orderBy(...keys: readonly ((...rows: Rows) => Expression<unknown> | Order)[]): RowsQuery<Rows>;
  limit(count: number): RowsQuery<Rows>;
  offset(count: number): RowsQuery<Rows>;
  select<Shape>(shape: (...rows: Rows) => Shape): Selection<Selected<Shape>, Rows>;
}

/** A page after the cursor `after` or before the cursor `before`; `before: null` is the last page. */
export interface PageRequest {
  readonly size: number;
  readonly after?: string | null;
  readonly before?: string | null;
}

/** One page of entities, or of the rows of a selection. */
export interface Page<Row> {
  readonly items: Row[];
  /** The cursor for `after`; null on the last page. */
  readonly next: string | null;
  /** The cursor for `before`; null on the first page. */
  readonly previous: string | null;
}

/** A bulk write. Awaiting it runs it and returns the number of written rows. Loaded entities keep their values. */
export interface Write<Path> extends PromiseLike<number> {
  /** Returns values of the written rows instead of their number. */
  returning<Shape>(shape: (row: Path) => Shape): PromiseLike<Selected<Shape>[]>;
}

/** Values or expressions to write, by column. For a relation, an entity. */
export type Written<Values> = {
  readonly [Name in keyof Values]?: Operand<NonNullable<Values[Name]>>;
};

/** A query for entities. Immutable: every method returns a new query. */
export interface Query<Types extends EntityTypes> {
  /** Only rows that meet the condition. Several calls are combined with AND. */
  where(
    condition: Match<Required<Types["create"]>> | ((row: Types["path"]) => Condition),
  ): Query<Types>;
  /** Loads relations with the entities. Options come last: `{ strategy: "join" }`. */
  with(...relations: Relations<Types["path"]>): Query<Types>;
  /** Does not load columns. Reading one is an error until `db.load` loads it. Keys are always loaded. */
  defer(...columns: readonly ((row: Types["path"]) => Columns)[]): Query<Types>;
  /** Loads only these columns, and keys. */
  only(...columns: readonly ((row: Types["path"]) => Columns)[]): Query<Types>;
  orderBy(...keys: readonly ((row: Types["path"]) => Expression<unknown> | Order)[]): Query<Types>;
  limit(count: number): Query<Types>;
  offset(count: number): Query<Types>;
  distinct(): Query<Types>;
  /** Selects values instead of entities. */
  select<Shape>(
    shape: (row: Types["path"]) => Shape,
  ): Selection<Selected<Shape>, readonly [Types["path"]]>;
  groupBy(
    ...keys: readonly ((row: Types["path"]) => GroupKey)[]
  ): GroupedQuery<readonly [Types["path"]]>;
  join: RowsQuery<readonly [Types["path"]]>["join"];
  leftJoin: RowsQuery<readonly [Types["path"]]>["leftJoin"];
  /**
   * One page of the entities. The primary key makes every order unique.
   * @throws QueryError `invalid-cursor` for a cursor of another order
   */
  page(request: PageRequest): Promise<Page<Types["entity"]>>;
  /** Updates every row of the query. */
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
  /** The only entity. @throws QueryError `row-not-found`, `too-many-rows` */
  one(): Promise<Types["entity"]>;
  count(): Promise<number>;
  exists(): Promise<boolean>;
}

/** All rows of an entity: the start of queries, and the place to create entities. */
export interface EntitySet<Types extends EntityTypes> extends Query<Types> {
  /** The entity with this primary key, or null. A loaded entity needs no statement. */
  get(key: Types["key"]): Promise<Types["entity"] | null>;
  /** A new entity, inserted by the next `db.save()`. */
  create(values: Types["create"]): Types["entity"];
  /** Inserts one row, several rows, or the rows of a selection. */
  insert(
    rows:
      | Written<Required<Types["create"]>>
      | readonly Written<Required<Types["create"]>>[]
      | Values<Partial<Types["columns"]>>,
  ): Write<Types["path"]>;
  /** Inserts rows or the rows of a selection. Rows that exist are updated, or left as they are. */
  upsert(
    rows:
      | Written<Required<Types["create"]>>
      | readonly Written<Required<Types["create"]>>[]
      | Values<Partial<Types["columns"]>>,
    options?: {
      /** The unique columns that identify an existing row, or the name of a unique index; by default the primary key. */
      readonly by?:
        | string
        | ((row: Types["path"]) => Expression<unknown> | readonly Expression<unknown>[]);
      /** What to do with an existing row; by default all given values are written. */
      readonly update?:
        | "nothing"
        | ((row: Types["path"], given: Types["path"]) => Written<Required<Types["create"]>>);
      /** Which existing rows are updated; by default all. */
      readonly where?: (row: Types["path"], given: Types["path"]) => Condition;
    },
  ): Write<Types["path"]>;
  /** Entities of a raw SELECT, which must return all columns of the table. The values in its holes become parameters. */
  fromSql(texts: TemplateStringsArray, ...holes: readonly unknown[]): Promise<Types["entity"][]>;
}

/**
 * A to-many relation of an entity. Awaiting it loads it; a loaded relation can be read like an array.
 * If `with` loaded only a part, with `where` or `limit`, it contains that part until it is awaited.
 */
export interface Many<Entity> extends PromiseLike<Entity[]>, Iterable<Entity> {
  readonly isLoaded: boolean;
  readonly length: number;
  at(index: number): Entity | undefined;
  map<Value>(body: (entity: Entity, index: number) => Value): Value[];
  filter(test: (entity: Entity) => boolean): Entity[];
  /** Adds an entity. `db.save()` writes the change. */
  add(entity: Entity): void;
  /** Removes an entity. `db.save()` writes the change. */
  remove(entity: Entity): void;
  /** Replaces the entities. @throws QueryError `relation-not-loaded` */
  set(entities: Iterable<Entity>): void;
  has(entity: Entity): boolean;
}

/** A to-one relation of an entity. Awaiting it loads it; a loaded relation is the entity. */
export type One<Entity> = Entity & PromiseLike<Entity>;

/** The functions of the query language. */
export interface QueryFunctions {
  /** The number of rows, or of values that are not null. */
  count(of?: Expression<unknown>): Aggregate<NumberExpression>;
  countDistinct(of: Expression<unknown>): Aggregate<NumberExpression>;
  sum(of: Expression<number>): Aggregate<NumberExpression>;
  avg(of: Expression<number>): Aggregate<NumberExpression>;
  min<Of extends Expression<unknown>>(of: Of): Aggregate<Of>;
  max<Of extends Expression<unknown>>(of: Of): Aggregate<Of>;
  /** All values, joined by a separator, by default a comma, in an order. */
  textList(
    of: Expression<string>,
    separator?: string,
    options?: {
      readonly orderBy?: Expression<unknown> | Order | readonly (Expression<unknown> | Order)[];
    },
  ): Aggregate<TextExpression>;
  rowNumber(): WindowFunction<NumberExpression>;
  /** The rank in the order, with gaps after equal rows. */
  rank(): WindowFunction<NumberExpression>;
  /** Like {@link rank}, without gaps. */
  denseRank(): WindowFunction<NumberExpression>;
  percentRank(): WindowFunction<NumberExpression>;
  cumeDist(): WindowFunction<NumberExpression>;
  /** The number of the bucket of the row, from 1, if the rows are divided into equal buckets. */
  ntile(buckets: number): WindowFunction<NumberExpression>;
  /** The value of a previous row, by default of the one before. */
  lag<Of extends Expression<unknown>>(
    of: Of,
    rows?: number,
    otherwise?: unknown,
  ): WindowFunction<Of>;
  /** The value of a following row, by default of the next. */
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
  /** `CASE WHEN condition THEN value`. Null if no branch applies and there is no `otherwise`. */
  when<Type>(condition: Condition, value: Operand<Type>): Case<Type>;
  /** A value as an expression: a bound parameter. */
  value<Type>(value: Type): ExpressionOf<Type>;
  /** A scalar subquery. @throws QueryError `invalid-value` unless the query selects exactly one column */
  scalar<Type>(query: Values<Type>): ExpressionOf<Type>;
  /** `EXISTS`: whether a query has rows. */
  exists(query: Query<EntityTypes> | RowsQuery<never> | Values<unknown>): Condition;
  /** A raw SQL fragment. Expressions in its holes are inserted, other values become parameters. */
  sql<Type = unknown>(
    texts: TemplateStringsArray,
    ...holes: readonly unknown[]
  ): ExpressionOf<Type>;
}

/** A CASE expression to which branches can be added. */
export type Case<Type> = ExpressionOf<Type> & {
  when(condition: Condition, value: Operand<Type>): Case<Type>;
  otherwise(value: Operand<Type>): ExpressionOf<Type>;
};

/** Settings of a session. Missing settings stay unchanged. */
export interface SessionSettings {
  /** Whether awaiting a relation may load it; allowed by default. */
  readonly lazy?: "allow" | "forbid";
  /** Relations to load with every query of their entity: `{ "User.posts": "join" }`. */
  readonly loading?: Readonly<Record<string, LoadStrategy>>;
  /**
   * Version columns by entity, for optimistic locking: `{ Post: "version" }`. If a row has changed since it was read,
   * `save` fails with `version-conflict`.
   */
  readonly versions?: Readonly<Record<string, string>>;
  /** Whether entities that are removed from a relation are deleted: `{ "User.posts": "delete" }`. Kept by default. */
  readonly orphans?: Readonly<Record<string, "keep" | "delete">>;
}

/** The methods of a database, in addition to its entities. */
export interface DatabaseMethods {
  /**
   * Loads columns or relations of one entity or of several, with one statement for all of them.
   * Does not reload what is loaded, and keeps changes.
   */
  load<Path>(
    entities: Row<Path> | readonly Row<Path>[],
    ...what: readonly ((row: Path) => Loadable | Columns)[]
  ): Promise<void>;
  /** Changes the settings of the session. @throws QueryError `unknown-relation`, `unknown-column` */
  configure(settings: SessionSettings): void;
  /** Writes all changes in one transaction. */
  save(): Promise<void>;
  /** Deletes an entity. `db.save()` deletes its row. */
  delete(entity: object): void;
  /** Runs the body in a transaction, or in a savepoint if nested. If it throws, rows and entities are restored. */
  transaction<Value>(body: () => Promise<Value>): Promise<Value>;
  /** Reads the row of an entity again and discards its unsaved changes. */
  refresh(entity: object): Promise<void>;
  /** Removes an entity from the session. Queries return another object for its row. */
  detach(entity: object): void;
  /** Marks an entity as stale: the next query for its row, or `load`, reads it again. */
  expire(entity: object): void;
  /**
   * Copies a detached entity, or one of another session, to the entity of the same row in this session, with its loaded
   * relations. An entity without a row is created.
   */
  merge<Given extends object>(entity: Given): Promise<Given>;
  /** Closes the session. The database stays open. */
  close(): void;
  /** Whether an entity has unsaved changes. */
  isChanged(entity: object): boolean;
  /** Discards all unsaved changes. */
  discard(): void;
  /** Starts a query from a common table, or from a selection as a derived table. */
  from<Row>(source: Values<Row> | CommonTable<Row>): RowsQuery<readonly [RowOf<Row>]>;
  /** One row of values, without a table: the start of a recursion, or a part of a union. */
  select<Shape>(shape: Shape): Selection<Selected<Shape>, readonly []>;
  /** `WITH name AS (…)`. */
  commonTable<Row>(name: string, query: Values<Row>): CommonTable<Row>;
  /**
   * `WITH RECURSIVE`: the rows of `start`, then repeatedly those that `step` selects from the previous rows. `distinct`
   * drops repeated rows, which ends the recursion on cycles.
   */
  recursiveTable<Row>(
    name: string,
    start: Values<Row>,
    step: (self: CommonTable<Row>) => Values<Row>,
    options?: { readonly distinct?: boolean },
  ): CommonTable<Row>;
  /** A raw statement. The values in its holes become parameters. */
  sql<Row = Record<string, unknown>>(
    texts: TemplateStringsArray,
    ...holes: readonly unknown[]
  ): Promise<Row[]>;
}
