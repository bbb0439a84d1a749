/** Messages in which MySQL 8 differs from MariaDB, and values that look like parts of a message. */
import { expect, it } from "vitest";
import { mysqlConstraint, type RunQuery } from "./mysql-constraint.ts";

const thrown = (errno: number, message: string) => Object.assign(new Error(message), { errno });

const received: unknown[] = [];
const runQuery: RunQuery = async (_, parameters) => {
  received.splice(0, received.length, ...parameters);
  return [["team_id"], ["shirt, no"]];
};

const INSERT = "INSERT INTO `play``ers` (nick)\nVALUES (?)";
const read = (errno: number, message: string) =>
  mysqlConstraint(thrown(errno, message), INSERT, runQuery);

it("reads the key after the name of its table, and looks its columns up", async () => {
  const message = "Duplicate entry '7-it's' for key 'x'' for key 'play`ers.shirt.no'";
  expect(await read(1062, message)).toEqual({
    kind: "unique",
    table: "play`ers",
    columns: ["team_id", "shirt, no"],
  });
  expect(received).toEqual(["play`ers", "shirt.no"]);
});

it("takes the table of a violated check from the statement", async () => {
  expect(await read(3819, "Check constraint 'has_nick' is violated.")).toEqual({
    kind: "check",
    table: "play`ers",
    columns: [],
  });
});

it("reads the table and columns of a foreign key", async () => {
  const message =
    "Cannot add or update a child row: a foreign key constraint fails (`club`.`play``ers`, CONSTRAINT `k` FOREIGN KEY (`a``b`, `c`) REFERENCES `teams` (`a`, `c`))";
  expect(await read(1452, message)).toEqual({
    kind: "foreign key",
    table: "play`ers",
    columns: ["a`b", "c"],
  });
});

it("accepts quotes in the name of a column", async () => {
  expect(await read(1048, "Column 'it's' cannot be null")).toMatchObject({ columns: ["it's"] });
  const missing = "Field 'it's' doesn't have a default value";
  expect(await read(1364, missing)).toMatchObject({ kind: "not null", columns: ["it's"] });
});

it("returns null for other errors", async () => {
  expect(await read(1146, "Table 'club.x' doesn't exist")).toBeNull();
  expect(await mysqlConstraint("no error", INSERT, runQuery)).toBeNull();
});
