/** What to write instead of a member that a builder does not have. */

const SELECT_FIRST = "Select the result first: .select((a, b) => ({ … })).";
const GROUPS_FIRST =
  "Select the values of the groups first: .select(p => ({ author: p.author.name, n: count() })).";
const BEFORE_SELECT = (name: string): string =>
  `Put ${name}() before select(), or start from the selection: db.from(selection).${name}(…).`;
const BEFORE_ENTITIES = (name: string): string =>
  `Call ${name}() before select(), where rows are entities.`;
const RUN_FIRST = "Run the query first: (await query.all()).";

const LIST_MEMBERS = [
  "map",
  "filter",
  "forEach",
  "find",
  "reduce",
  "some",
  "every",
  "slice",
  "sort",
  "flatMap",
  "includes",
  "at",
  "length",
  "entries",
  "push",
] as const;

const listHints: Readonly<Record<string, string>> = Object.fromEntries(
  LIST_MEMBERS.map(name => [name, `${RUN_FIRST.slice(0, -1)}.${name}.`]),
);

const RENAMED: Readonly<Record<string, string>> = {
  filter: "Use where() in the query, or run it first: (await query.all()).filter(…).",
  filterBy: "Use where().",
  sort: "Use orderBy() in the query, or run it first: (await query.all()).sort(…).",
  order: "Use orderBy().",
  sortBy: "Use orderBy().",
  take: "Use limit().",
  skip: "Use offset().",
  include: "Use with().",
  populate: "Use with().",
  toList: "Use all().",
  toArray: "Use all().",
  findMany: "Use where(…).all().",
  findFirst: "Use where(…).first().",
  execute: "Use all(), first(), one(), count() or exists().",
  run: "Use all(), first(), one(), count() or exists().",
};

const results = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ["all", "first", "one", "count", "exists", "page", "with", "update", "delete"].map(name => [
      name,
      text,
    ]),
  );

const compounds = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(["union", "unionAll", "intersect", "except"].map(name => [name, text]));

const FROM_SET = "Start from the entity: db.User.get(…), db.User.create(…), db.User.insert(…).";
const HAVING =
  "Group the rows first: .groupBy(p => p.author).select(…).having(…). For single rows, use where().";

export const queryHints = {
  entities: {
    ...listHints,
    ...RENAMED,
    ...compounds("Select the same fields in both queries first: .select(u => ({ id: u.id }))."),
    having: HAVING,
    get: FROM_SET,
    create: FROM_SET,
    insert: FROM_SET,
    upsert: FROM_SET,
  },
  joined: {
    ...listHints,
    ...RENAMED,
    ...results(SELECT_FIRST),
    ...compounds(SELECT_FIRST),
    having: HAVING,
  },
  groups: {
    ...listHints,
    ...RENAMED,
    ...results(GROUPS_FIRST),
    ...compounds(GROUPS_FIRST),
    having: `${GROUPS_FIRST.slice(0, -1)}.having(…).`,
    where: "Put where() before groupBy(), or filter the groups: .select(…).having(…).",
  },
  values: {
    ...listHints,
    ...RENAMED,
    where: BEFORE_SELECT("where"),
    join: BEFORE_SELECT("join"),
    leftJoin: BEFORE_SELECT("leftJoin"),
    groupBy: BEFORE_SELECT("groupBy"),
    select:
      "Change the first select(), or select from the selection: db.from(selection).select(…).",
    with: BEFORE_ENTITIES("with"),
    defer: BEFORE_ENTITIES("defer"),
    only: BEFORE_ENTITIES("only"),
    update: "Update the entities: db.User.where(…).update(…).",
    delete: "Delete the entities: db.User.where(…).delete().",
    get: FROM_SET,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

const method = (name: string): string => `Use ${name}().`;
const asFunction = (name: string): string => `Use the function: ${name}(p.price).`;

export const expressionHints: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["count", "countDistinct", "sum", "avg", "min", "max", "textList", "greatest", "least"].map(
      name => [name, asFunction(name)],
    ),
  ),
  equals: method("eq"),
  equal: method("eq"),
  is: method("eq"),
  notEquals: method("ne"),
  neq: method("ne"),
  greaterThan: method("gt"),
  lessThan: method("lt"),
  ge: method("gte"),
  le: method("lte"),
  notNull: method("isNotNull"),
  oneOf: method("in"),
  includes: "Use contains() for text, and in() for a list.",
  toLowerCase: method("lower"),
  toUpperCase: method("upper"),
  slice: method("substring"),
  substr: method("substring"),
  add: method("plus"),
  sub: method("minus"),
  subtract: method("minus"),
  mul: method("times"),
  multiply: method("times"),
  div: method("dividedBy"),
  divide: method("dividedBy"),
  mod: method("modulo"),
  ascending: method("asc"),
  descending: method("desc"),
  nullsFirst: "Use asc().nullsFirst() or desc().nullsFirst().",
  nullsLast: "Use asc().nullsLast() or desc().nullsLast().",
  as: "Name it in the selection: select(p => ({ name: p.title })).",
  alias: "Name it in the selection: select(p => ({ name: p.title })).",
  distinct: "Use countDistinct(p.title), or select(…).distinct().",
  some: "A column has one value. Compare it: u.name.eq(…).",
};

export const orderHints: Readonly<Record<string, string>> = {
  asc: "Choose one direction: p.title.asc() or p.title.desc().",
  desc: "Choose one direction: p.title.asc() or p.title.desc().",
};

export const pageHints: Readonly<Record<string, string>> = Object.fromEntries(
  LIST_MEMBERS.map(name => [name, "Use the items of the page: page.items."]),
);

const RUN_RELATION =
  "Load the relation with the query, and use the loaded list: user.posts.map(…).";

export const collectionHints: Readonly<Record<string, string>> = {
  ...Object.fromEntries(LIST_MEMBERS.map(name => [name, RUN_RELATION])),
  filter: "Use where(): u.posts.where(p => p.id.gt(1)).",
  length: "Use count(): u.posts.count().gt(1).",
  any: "Use some().",
  all: "Use every().",
  exists: "Use some().",
  isEmpty: "Use none().",
  isNull: "Use none().",
  isNotNull: "Use some().",
  eq: "A relation to many rows contains an entity: u.posts.some(p => p.id.eq(post.id)).",
  select: "Use sum(), min(), max() or count(), or a subquery: scalar(db.Post.where(…).select(…)).",
};
