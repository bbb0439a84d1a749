/** Random rows and random orders for pages: keys of every kind, with ties and nulls in plenty. */
import fc from "fast-check";
import { createScript } from "../ddl/index.ts";
import type { Api } from "../query/index.ts";
import type { DialectName } from "../sql/index.ts";
import { documentOf } from "./blog.ts";

export const pagesDocument = documentOf({
  shelves: ["name varchar(20)?", "place integer not null"],
  items: [
    "title varchar(20) not null",
    "rank integer?",
    "weight double?",
    "price decimal(10,2) not null",
    "made datetime?",
    "sold boolean not null",
    "shelf_id integer? -> shelves.id",
  ],
});

export const pagesTables = (dialect: DialectName): readonly string[] =>
  createScript(pagesDocument, dialect).value.map(({ text }) => text);

export type ItemRow = {
  readonly id: number;
  readonly title: string;
  readonly rank: number | null;
  readonly weight: number | null;
  readonly price: number;
  readonly made: string | null;
  readonly sold: boolean;
  readonly shelf_id: number | null;
};

/** As much of the declarations as the orders need. */
export type ItemPath = {
  readonly [Name in "id" | "rank" | "weight" | "price" | "shelf_id"]: Api.NumberExpression;
} & {
  readonly title: Api.TextExpression;
  readonly made: Api.DateExpression;
  readonly sold: Api.Condition;
  readonly shelf: ShelfPath;
};

type ShelfPath = {
  readonly id: Api.NumberExpression;
  readonly name: Api.TextExpression;
  readonly place: Api.NumberExpression;
  readonly items: Api.ManyPath<ItemPath>;
};

export type ItemTypes = Api.EntityTypes & {
  readonly entity: ItemRow;
  readonly path: ItemPath;
  readonly columns: ItemRow;
  readonly create: ItemRow;
  readonly key: number;
};

export type PagesDatabase = Api.DatabaseMethods & {
  readonly Item: Api.EntitySet<ItemTypes>;
  readonly Shelf: Api.EntitySet<Api.EntityTypes & { readonly path: ShelfPath }>;
};

export type OrderBody = (item: ItemPath) => Api.Expression<unknown> | Api.Order;

export const ownExpressions: readonly ((item: ItemPath) => Api.Expression<unknown>)[] = [
  i => i.id,
  i => i.title,
  i => i.rank,
  i => i.weight,
  i => i.price,
  i => i.made,
  i => i.sold,
  i => i.title.lower(),
  i => i.title.length(),
  i => i.title.concat("!"),
  i => i.price.times(3).minus(1),
  i => i.price.dividedBy(3),
  i => i.rank.plus(i.shelf.place),
  i => i.rank.coalesce(1),
  i => i.price.gt(1),
  i => i.shelf.name,
  i => i.shelf.place,
  i => i.shelf.name.upper(),
];

/** Expressions that depend on other rows: an insertion can move existing rows. */
const sharedExpressions: typeof ownExpressions = [
  i => i.shelf.items.count(),
  i => i.shelf.items.max(other => other.weight),
  i => i.shelf.items.avg(other => other.price),
];

/** A key in any direction, with nulls at any end. */
export const randomKey = (expressions: typeof ownExpressions): fc.Arbitrary<OrderBody> =>
  fc
    .record({
      expression: fc.constantFrom(...expressions),
      direction: fc.constantFrom("default", "asc", "desc"),
      nulls: fc.constantFrom("default", "first", "last"),
    })
    .map(({ expression, direction, nulls }) => item => {
      const key = expression(item);
      if (direction === "default" && nulls === "default") return key;
      const order = direction === "desc" ? key.desc() : key.asc();
      if (nulls === "default") return order;
      return nulls === "first" ? order.nullsFirst() : order.nullsLast();
    });

/** Orders in which an insertion never moves existing rows. */
export const randomSteadyOrder = fc.array(randomKey(ownExpressions), { maxLength: 3 });

export const randomOrder = fc.array(randomKey([...ownExpressions, ...sharedExpressions]), {
  maxLength: 3,
});

const few = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);

const randomItem = fc.record({
  title: few("a", "A", "b", "", "ä", "it's"),
  rank: few(null, 0, 1, -5),
  weight: few(null, 0.1, 1 / 3, -2.5),
  price: few(0, 1.25, 10, 99999999.99),
  made: few(null, "2024-02-29 23:59:59", "2024-03-01 00:00:00"),
  sold: fc.boolean(),
  shelf_id: few(null, 1, 2, 3),
});

/** Rows without keys: those are given in the order of insertion. */
export const randomItems = fc.array(randomItem, { maxLength: 12 });

export const shelves: readonly object[] = [
  { id: 1, name: "top", place: 2 },
  { id: 2, name: null, place: 1 },
  { id: 3, name: "TOP", place: 2 },
];
