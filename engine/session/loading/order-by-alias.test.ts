/** ORDER BY names a selected expression by its alias, also where columns have the name of the alias. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createScript } from "../../ddl/index.ts";
import type { Driver, StatementEvent } from "../../drivers/index.ts";
import type { Api } from "../../query/index.ts";
import { dialects, print } from "../../sql/index.ts";
import { documentOf } from "../../testing/blog.ts";
import { everyServer } from "../../testing/every-server.ts";
import { openDatabase as openSqlite } from "../../testing/open-database.ts";
import { functions } from "../../testing/shop/suite.ts";
import { openDatabase } from "../database.ts";

const document = documentOf({
  racks: ["name text not null", "sort integer not null"],
  boxes: ["label text?", "Sort integer not null", "weight integer?", "rack_id -> racks.id"],
  parts: ["name text not null", "box_id -> boxes.id"],
});

interface BoxPath extends Api.EntityPath<Box> {
  readonly id: Api.NumberExpression;
  readonly label: Api.TextExpression;
  readonly weight: Api.NumberExpression;
  readonly rack: Api.OnePath<object> & {
    readonly name: Api.TextExpression;
    readonly sort: Api.NumberExpression;
  };
  readonly parts: Api.ManyPath<{ readonly id: Api.NumberExpression }>;
}
interface Box extends Api.Row<BoxPath> {
  id: number;
  readonly parts: Api.Many<{ readonly name: string }>;
}
interface BoxTypes extends Api.EntityTypes {
  readonly entity: Box;
  readonly path: BoxPath;
  readonly columns: { id: number };
  readonly key: number;
}
interface PartPath extends Api.EntityPath<object> {
  readonly id: Api.NumberExpression;
  readonly name: Api.TextExpression;
  readonly box: Api.OnePath<object>;
}
interface PartTypes extends Api.EntityTypes {
  readonly entity: Api.Row<PartPath> & { id: number };
  readonly path: PartPath;
  readonly columns: { id: number };
  readonly key: number;
}
interface Database extends Api.DatabaseMethods {
  readonly Part: Api.EntitySet<PartTypes>;
  readonly Box: Api.EntitySet<BoxTypes>;
}

const rows = [
  "INSERT INTO racks VALUES (1, 'Low', 5), (2, 'High', 1)",
  "INSERT INTO boxes VALUES (1, 'b', 9, 30, 1), (2, 'A', 8, NULL, 1), (3, NULL, 7, 20, 2), (4, 'c', 6, 10, 2)",
  "INSERT INTO parts VALUES (1, 'screw', 1), (2, 'nut', 1), (3, 'pin', 4)",
];

type Place = { readonly driver: Driver; close(): Promise<void> };

const sqlite = async (): Promise<Place> => {
  const driver = openSqlite();
  for (const { text } of createScript(document, "sqlite").value) driver.query(text);
  for (const statement of rows) driver.query(statement);
  return { driver, close: async () => driver.close() };
};

const places = [
  { where: "SQLite", openPlace: sqlite },
  ...everyServer.map(({ where, open }) => ({
    where,
    openPlace: async (): Promise<Place> => {
      const driver = await open();
      const tables = createScript(document, driver.dialect.name).value.map(({ text }) => text);
      await driver.run([...tables, ...rows].map(text => `${text};`).join("\n"));
      return { driver, close: () => driver.close() };
    },
  })),
];

const open = (driver: Driver) => {
  const log: StatementEvent[] = [];
  const onStatement = (event: StatementEvent) => log.push(event);
  return { db: openDatabase<Database>({ document, driver, onStatement }).db, log };
};

const ids = (boxes: readonly { readonly id: number }[]) => boxes.map(({ id }) => id);

describe.each(places)("on $where", ({ openPlace }) => {
  let place: Place;
  beforeAll(async () => {
    place = await openPlace();
  }, 60_000);
  afterAll(() => place?.close());

  const boxes = () => open(place.driver).db.Box;

  it.each(["join", "json", "select-in", "subquery"] as const)(
    "limited rows with a relation by %s are in the order of an expression",
    async strategy => {
      const query = boxes()
        .with(b => b.parts, { strategy })
        .limit(3);
      const byLabel = query.orderBy(
        b => b.label.lower().desc().nullsFirst(),
        b => b.id,
      );
      expect(ids(await byLabel.all())).toEqual([3, 4, 1]);
      const byRack = query.orderBy(
        b => b.rack.name.lower().desc(),
        b => b.weight.times(-1).asc().nullsLast(),
      );
      expect(ids(await byRack.all())).toEqual([1, 2, 3]);
    },
  );

  it("pages by an expression over a joined row have all rows in its order", async () => {
    const query = boxes().orderBy(b => b.rack.sort.nullIf(1).desc().nullsFirst());
    const found: number[] = [];
    for (let after: string | null = null; found.length < 4; ) {
      const page: Api.Page<Box> = await query.page({ size: 1, after });
      found.push(...ids(page.items));
      after = page.next;
    }
    expect(found).toEqual([3, 4, 1, 2]);
  });

  it("nulls are those of the selected expression, not of a column with its alias", async () => {
    const selected = boxes()
      .orderBy(
        b => b.weight.nullIf(30).desc().nullsFirst(),
        b => b.id,
      )
      .select(b => ({ id: b.id, weight: b.weight.nullIf(30) }));
    expect(ids(await selected.all())).toEqual([1, 2, 3, 4]);
    const joined = boxes()
      .orderBy(
        b => b.weight.nullIf(20).asc().nullsLast(),
        b => b.id,
      )
      .select(b => ({ id: b.id, sort: b.weight.nullIf(20) }));
    expect(ids(await joined.all())).toEqual([4, 1, 2, 3]);
  });

  it("groups are ordered by an aggregate with nulls at either end", async () => {
    const { sum } = functions;
    const query = boxes()
      .where(b => b.id.lte(2))
      .groupBy(b => b.id)
      .select(b => ({ id: b.id, weight: sum(b.weight) }));
    const first = query.orderBy(b => sum(b.weight).desc().nullsFirst());
    const last = query.orderBy(b => sum(b.weight).asc().nullsLast());
    expect(ids(await first.all())).toEqual([2, 1]);
    expect(ids(await last.all())).toEqual([1, 2]);
  });
});

/** The order of a statement for entities in all dialects. */
const ordersOf = async (query: (db: Database) => PromiseLike<unknown>) => {
  const { driver } = await sqlite();
  const { db, log } = open(driver);
  await query(db);
  return log.flatMap(({ statement }) =>
    statement
      ? dialects.map(dialect => {
          const { text } = print(statement, dialect);
          return [dialect.name, ...text.split("\n").filter(line => line.includes("ORDER BY"))];
        })
      : [],
  );
};

describe("the statement", () => {
  it("of limited rows with joined lists writes an expression of the order once", async () => {
    const orders = await ordersOf(db =>
      db.Box.with(b => b.parts, { strategy: "join" })
        .orderBy(b => b.label.lower().desc())
        .limit(2)
        .all(),
    );
    expect(orders).toEqual([
      ["sqlite", "  ORDER BY sort2 DESC", "ORDER BY box.sort2 DESC"],
      ["postgres", "  ORDER BY sort2 DESC", "ORDER BY box.sort2 DESC"],
      ["mysql", "  ORDER BY sort2 DESC", "ORDER BY box.sort2 DESC"],
    ]);
  });

  it("of a page writes it once more for the position of nulls in MySQL", async () => {
    const orders = await ordersOf(db =>
      db.Box.orderBy(b => b.label.lower().desc().nullsFirst()).page({ size: 2 }),
    );
    expect(orders).toEqual([
      ["sqlite", "ORDER BY sort2 DESC NULLS FIRST, box.id"],
      ["postgres", "ORDER BY sort2 DESC NULLS FIRST, box.id"],
      ["mysql", "ORDER BY lower(box.label) IS NULL DESC, sort2 DESC, box.id"],
    ]);
  });

  it("repeats the expression if a joined row has a column with the name of the alias", async () => {
    const [sqliteOrder] = await ordersOf(db =>
      db.Part.with(p => p.box, { strategy: "join" })
        .orderBy(p => p.name.lower())
        .page({ size: 2 }),
    );
    expect(sqliteOrder).toEqual(["sqlite", "ORDER BY lower(part.name), part.id"]);
  });
});
