/** What MySQL 8 says otherwise than MariaDB, and texts that look like parts of the message. */
import { expect, it } from "vitest";
import { mysqlConstraint, type RunQuery } from "./mysql-constraint.ts";

const thrown = (errno: number, message: string) => Object.assign(new Error(message), { errno });

const passed: unknown[] = [];
const runQuery: RunQuery = async (_, parameters) => {
  passed.splice(0, passed.length, ...parameters);
  return [["team_id"], ["shirt, no"]];
};

const INSERT = "INSERT INTO `play``ers` (nick)\nVALUES (?)";
const read = (errno: number, message: string) =>
  mysqlConstraint(thrown(errno, message), INSERT, runQuery);

it("a key is told after its table, and its columns are passed for", async () => {
  const message = "Duplicate entry '7-it's' for key 'x'' for key 'play`ers.shirt.no'";
  expect(await read(1062, message)).toEqual({
    kind: "unique",
    table: "play`ers",
    columns: ["team_id", "shirt, no"],
  });
  expect(passed).toEqual(["play`ers", "shirt.no"]);
});

it("a check is told without a table, so it is of the one that was written", async () => {
  expect(await read(3819, "Check constraint 'has_nick' is violated.")).toEqual({
    kind: "check",
    table: "play`ers",
    columns: [],
  });
});

it("a foreign key is told with its table and columns", async () => {
  const message =
    "Cannot add or update a child row: a foreign key constraint fails (`club`.`play``ers`, CONSTRAINT `k` FOREIGN KEY (`a``b`, `c`) REFERENCES `teams` (`a`, `c`))";
  expect(await read(1452, message)).toEqual({
    kind: "foreign key",
    table: "play`ers",
    columns: ["a`b", "c"],
  });
});

it("a column may have quotes in its name", async () => {
  expect(await read(1048, "Column 'it's' cannot be null")).toMatchObject({ columns: ["it's"] });
  const missing = "Field 'it's' doesn't have a default value";
  expect(await read(1364, missing)).toMatchObject({ kind: "not null", columns: ["it's"] });
});

it("anything else is about no constraint", async () => {
  expect(await read(1146, "Table 'club.x' doesn't exist")).toBeNull();
  expect(await mysqlConstraint("no error", INSERT, runQuery)).toBeNull();
});
