import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitStatements } from "./split-statements.ts";

const textsOf = (source: string) => [...splitStatements(source)].map(({ text }) => text);

describe("splitting a script", () => {
  it("ends a statement at a semicolon, and keeps its position", () => {
    const source = "-- first\nSELECT 1;\n\n  SELECT 2 ;";
    expect([...splitStatements(source)]).toMatchObject([
      { text: "SELECT 1", start: 9, end: 17 },
      { text: "SELECT 2", start: 22, end: 30 },
    ]);
  });

  it("takes no semicolon within texts, names and comments", () => {
    const source = `SELECT ';', 'it''s; ', "a;b", \`c;\`\`d\`, [e;f] /* ; */ -- ;\n, 1`;
    expect(textsOf(source)).toEqual([source]);
  });

  it("keeps the body of a trigger together, CASE … END included", () => {
    const trigger = `CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN
      UPDATE a SET x = CASE WHEN 1 THEN 2 END;
      DELETE FROM b;
    END`;
    expect(textsOf(`${trigger}; SELECT 1;`)).toEqual([trigger, "SELECT 1"]);
  });

  it("is not led astray by names that contain begin or end", () => {
    expect(textsOf("BEGIN; CREATE TABLE calendar (begin_at, ended); COMMIT")).toEqual([
      "BEGIN",
      "CREATE TABLE calendar (begin_at, ended)",
      "COMMIT",
    ]);
  });

  it("leaves out what is only a comment, and reads an open quote to the end", () => {
    expect(textsOf("; /* nothing */ ; -- here\n")).toEqual([]);
    expect(textsOf("SELECT 'open; SELECT 2")).toEqual(["SELECT 'open; SELECT 2"]);
    expect(textsOf("SELECT 1 /* open; SELECT 2")).toEqual(["SELECT 1"]);
  });

  it("finds every statement of a joined script again", () => {
    const literal = fc
      .string({ unit: fc.constantFrom(..."ab;'\"-/*[]` \n") })
      .map(text => `SELECT '${text.replaceAll("'", "''")}'`);
    fc.assert(
      fc.property(fc.array(literal), statements => {
        expect(textsOf(statements.join(";\n"))).toEqual(statements);
      }),
    );
  });
});
