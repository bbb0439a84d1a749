/** Checks the text of statements that MySQL rejects and MariaDB accepts. */
import { describe, expect, it } from "vitest";
import { print } from "../printing.ts";
import { type Expression, type Source, type Statement, select } from "../tree.ts";
import { mysql } from "./mysql.ts";

const staff = (alias: string): Source => ({ kind: "tableSource", name: "staff", alias });
const column = (source: string | null, name: string): Expression => ({
  kind: "column",
  source,
  name,
});
const one: Expression = { kind: "constant", value: 1 };

const hasReports: Expression = {
  kind: "exists",
  negated: false,
  query: select({
    items: [{ expression: one, alias: null }],
    from: staff("other"),
    where: {
      body: {
        kind: "comparison",
        operator: "=",
        left: column("other", "boss"),
        right: column("me", "id"),
      },
      origins: [],
    },
  }),
};

const textOf = (statement: Statement): string => print(statement, mysql).text;

describe("a written table", () => {
  it("is read only in a derived table", () => {
    const update: Statement = {
      kind: "update",
      table: "staff",
      alias: "me",
      assignments: [{ column: "pay", value: one }],
      where: hasReports,
    };
    expect(textOf(update)).toBe(`UPDATE staff AS me
SET pay = 1
WHERE EXISTS (
  SELECT 1
  FROM (
    SELECT *
    FROM staff
  ) AS other
  WHERE other.boss = me.id
)`);
  });

  it("stays in the derived table of the query", () => {
    const query = select({
      items: [{ expression: column("s", "id"), alias: null }],
      from: staff("s"),
    });
    const from: Source = { kind: "querySource", query, alias: "chosen" };
    const chosen = select({ items: [{ expression: column("chosen", "id"), alias: null }], from });
    const where: Expression = {
      kind: "inQuery",
      operand: column(null, "id"),
      query: chosen,
      negated: false,
    };
    expect(textOf({ kind: "delete", table: "staff", where })).toBe(`DELETE FROM staff
WHERE id IN (
  SELECT chosen.id
  FROM (
    SELECT s.id
    FROM staff AS s
  ) AS chosen
)`);
  });

  it("is named by its alias in DELETE", () => {
    expect(textOf({ kind: "delete", table: "staff", alias: "me", where: null })).toBe(
      "DELETE me FROM staff AS me",
    );
  });
});
