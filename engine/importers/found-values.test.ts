/** Values of an import are found by the text that is shown, by a Date, and by the text that another library wrote. */
import { expect, it } from "vitest";
import { openDatabase as openSession } from "../session/index.ts";
import { importTools } from "../testing/import-tools.ts";
import { storedRows } from "../testing/stored-rows.ts";
import { sqliteSql } from "./index.ts";

type Trip = { readonly id: number };
type Trips = {
  readonly Trip: {
    where(values: object): { all(): Promise<readonly Trip[]> };
    orderBy(key: (trip: { readonly at: unknown }) => unknown): { all(): Promise<readonly Trip[]> };
  };
};

const SCRIPT = `
  CREATE TABLE trips (id INTEGER PRIMARY KEY, ticket UUID, at DATETIME, clock TIME, paid BOOLEAN);
  INSERT INTO trips VALUES
    (1, '9F3C1A52-77E4-4D0B-8A51-3C2E9B1D0F64', '2025-07-04 06:15:00.000000', '06:15:00.000000', 'true'),
    (2, '{9f3c1a52-77e4-4d0b-8a51-3c2e9b1d0f65}', '2025-07-04T06:15:00.000Z', '06:15', 1),
    (3, NULL, 1751609700, '06:15:00', 'f'),
    (4, NULL, 1751609700000, NULL, NULL),
    (5, NULL, '2025-07-04 08:45:00+02:00', NULL, 0);`;

it("all ways of writing a value are found", async () => {
  const source = { name: null, bytes: null, text: SCRIPT };
  const { value, diagnostics } = await sqliteSql.import(source, importTools());
  expect(diagnostics.map(({ code }) => code)).toEqual(["values-converted"]);
  const { database: driver } = storedRows(value);
  const { db } = openSession<Trips>({ document: value.document, driver });
  const ids = async (values: object) =>
    (await db.Trip.where(values).all()).map(({ id }) => id).sort();
  for (const at of [
    "2025-07-04 06:15:00",
    "2025-07-04T06:15:00.000000Z",
    "2025-07-04 08:15:00.000 +02:00",
    new Date(Date.UTC(2025, 6, 4, 6, 15)),
  ]) {
    expect(await ids({ at })).toEqual([1, 2, 3, 4]);
  }
  expect(await ids({ clock: "06:15:00" })).toEqual([1, 2, 3]);
  expect(await ids({ paid: true })).toEqual([1, 2]);
  expect(await ids({ ticket: "9f3c1a52-77e4-4d0b-8a51-3c2e9b1d0f64" })).toEqual([1]);
  expect(await ids({ ticket: "9f3c1a5277e44d0b8a513c2e9b1d0f65" })).toEqual([2]);
  const last = await db.Trip.orderBy(trip => trip.at).all();
  expect(last.at(-1)?.id).toBe(5);
});
