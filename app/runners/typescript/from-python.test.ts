/** The chapter for Python developers: its queries return the rows that were measured with the Python libraries. */
import { expect, it } from "vitest";
import { bookstoreDocument, openBookstore } from "../../../engine/testing/bookstore.ts";
import { guideExamples } from "../../../engine/testing/guide.ts";
import { execute } from "./execute.ts";

const examples = guideExamples.filter(({ database }) => database.document === bookstoreDocument);

/** The first columns of the rows of each statement. */
const rowsOf = async (excerpt: string, width: number): Promise<readonly unknown[]> => {
  const { code = "" } = examples.find(example => example.code.includes(excerpt)) ?? {};
  const { statements } = await execute({
    document: bookstoreDocument,
    driver: openBookstore(),
    request: { code, keep: false },
    now: () => 0,
  });
  return statements.map(({ rows }) =>
    rows.map(row => (width === 1 ? row[0] : row.slice(0, width))).sort(),
  );
};

const PRICES = [
  [1, "mid"],
  [2, "high"],
  [3, "low"],
  [4, "mid"],
  [5, "high"],
  [6, "mid"],
];

const MEASURED: readonly (readonly [string, number, readonly unknown[]])[] = [
  ['status: "published" }', 1, [[1, 2, 5]]],
  ["notIn([2])", 1, [[1, 3, 6]]],
  ["offset(1)", 1, [[1, 2, 4]]],
  ["b.author.name.eq", 1, [["Joins explained", "SQL from scratch"]]],
  [
    "leftJoin(a => a.books)",
    2,
    [
      [
        ["Ada", "Joins explained"],
        ["Ada", "SQL from scratch"],
        ["Boris", "Bread"],
        ["Boris", "Soup"],
        ["Boris", "Spices"],
        ["Chen", "Practical SQL"],
        ["Dee", null],
      ],
    ],
  ],
  ["b.price.gt(30))).select(a", 1, [["Ada", "Chen"]]],
  [
    't.name.in(["db", "python"])',
    1,
    [
      [1, 2, 5],
      [1, 5],
    ],
  ],
  [
    "l.extensions",
    3,
    [
      [
        ["Rae", "Bread", 1],
        ["Rae", "SQL from scratch", 0],
        ["Sol", "SQL from scratch", 2],
      ],
    ],
  ],
  ["mean: avg", 4, [[[6, 24.75, 12, 40]]]],
  ["having(", 2, [[["published", 4]]]],
  [
    "a.books.count()",
    2,
    [
      [
        ["Ada", 2],
        ["Boris", 3],
        ["Chen", 1],
        ["Dee", 0],
      ],
    ],
  ],
  ["a.books.none()", 1, [["Dee"], ["Dee"]]],
  ["avg(x.price)", 1, [[1, 2, 5]]],
  [
    "rank()",
    2,
    [
      [
        [1, 2],
        [2, 1],
        [3, 3],
        [4, 1],
        [5, 1],
        [6, 1],
      ],
    ],
  ],
  ["when(", 2, [PRICES]],
  [".union(", 1, [["Ada", "Boris", "Chen", "Dee", "Rae", "Sol"]]],
  [
    "recursiveTable",
    2,
    [
      [
        ["All", 0],
        ["Databases", 2],
        ["Food", 1],
        ["Tech", 1],
      ],
    ],
  ],
  ["getNumber", 1, [[1, 2, 5]]],
  ["db.sql", 1, [["Joins explained", "Practical SQL"]]],
];

it.each(MEASURED)("%s finds the same rows", async (excerpt, width, expected) => {
  expect(await rowsOf(excerpt, width)).toEqual(expected);
});

it("loads relations with as many statements as the Python libraries", async () => {
  expect((await rowsOf("a.books.with(b => b.tags)", 1)).length).toBe(3);
  expect((await rowsOf('b.author, { strategy: "join" }', 1)).length).toBe(1);
});
