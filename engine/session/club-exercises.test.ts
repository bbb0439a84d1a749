/** The PostgreSQL exercises as object queries: on SQLite the given rows, on PostgreSQL the same. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createScript, printScript } from "../ddl/index.ts";
import type { Driver, SqlRow } from "../drivers/index.ts";
import type { Database } from "../testing/club/club-entities.ts";
import { type Exercise, exercises } from "../testing/club/exercises.ts";
import { clubDocument, clubRows, openClub } from "../testing/club/open-club.ts";
import { openPostgres, type PostgresDriver } from "../testing/open-postgres.ts";
import { comparable, valuesOf } from "../testing/rows.ts";
import { openDatabase } from "./database.ts";

const answer = async (driver: Driver, { ask, write }: Exercise): Promise<readonly SqlRow[]> => {
  const { db } = openDatabase<Database>({ document: clubDocument, driver });
  if (write) await write.ask(db);
  return valuesOf(await ask(db));
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
    const rows = await answer(openClub(), exercise);
    expect(comparable(rows, exercise.ordered)).toEqual(
      comparable(expected(exercise), exercise.ordered),
    );
  });

  describe("on PostgreSQL", () => {
    let postgres: PostgresDriver;

    beforeAll(async () => {
      postgres = await openPostgres();
      await postgres.run(printScript(createScript(clubDocument, "postgres").value));
      // Members refer to members that come later.
      await postgres.run("SET session_replication_role = replica");
      for (const statement of clubRows) await postgres.run(statement);
      await postgres.run("SET session_replication_role = DEFAULT");
    }, 60_000);
    afterAll(() => postgres.close());

    it.each(exercises)("$title", async exercise => {
      await postgres.run("BEGIN");
      try {
        const rows = await answer(postgres, exercise);
        expect(comparable(rows, exercise.ordered)).toEqual(
          comparable(expected(exercise), exercise.ordered),
        );
      } finally {
        await postgres.run("ROLLBACK");
      }
    });
  });
});
