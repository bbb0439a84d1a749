/** The PostgreSQL exercises as object queries: on SQLite the given rows, on every server the same. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createScript, printScript } from "../ddl/index.ts";
import type { Driver, SqlRow } from "../drivers/index.ts";
import type { Database } from "../testing/club/club-entities.ts";
import { type Exercise, exercises } from "../testing/club/exercises.ts";
import { clubDocument, clubRows, openClub } from "../testing/club/open-club.ts";
import { everyServer } from "../testing/every-server.ts";
import { differenceOf } from "../testing/mysql-differences.ts";
import { comparable, valuesOf } from "../testing/rows.ts";
import type { ServerDriver } from "../testing/server-driver.ts";
import { openDatabase } from "./database.ts";

const resultRows = async (driver: Driver, { run, write }: Exercise): Promise<readonly SqlRow[]> => {
  const { db } = openDatabase<Database>({ document: clubDocument, driver });
  if (write) await write.run(db);
  return valuesOf(await run(db));
};

/** The rows that the reference statement gives. */
const expected = ({ sql, write }: Exercise): readonly SqlRow[] => {
  const driver = openClub();
  if (write) driver.query(write.sql);
  return driver.query(sql).rows;
};

describe("the PostgreSQL exercises", () => {
  it("are all there", () => {
    expect(exercises.length).toBe(32);
  });

  it.each(exercises)("$title", async exercise => {
    const rows = await resultRows(openClub(), exercise);
    expect(comparable(rows, exercise.ordered)).toEqual(
      comparable(expected(exercise), exercise.ordered),
    );
  });

  describe.each(everyServer)("on $where", ({ open, make }) => {
    let server: ServerDriver;

    beforeAll(async () => {
      server = await open();
      await server.run(printScript(createScript(clubDocument, server.dialect.name).value).text);
      // Members refer to members that come later.
      await server.withoutForeignKeys(clubRows);
    }, 60_000);
    afterAll(() => server?.close());

    it.each(exercises)("$title", async exercise => {
      await server.run("BEGIN");
      try {
        const rows = await resultRows(server, exercise);
        const difference = differenceOf(exercise.title, make);
        expect(comparable(rows, exercise.ordered)).toEqual(
          comparable(expected({ ...exercise, ...difference }), exercise.ordered),
        );
      } finally {
        await server.run("ROLLBACK");
      }
    });
  });
});
