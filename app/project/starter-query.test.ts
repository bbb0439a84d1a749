/** What one is told to ask of a project that has no query yet. */
import { expect, it } from "vitest";
import { draftDocument } from "../../engine/testing/draft-document.ts";
import { simplestQuery, starterQueries } from "./starter-query.ts";

const documentOf = (table: string) =>
  draftDocument({ tables: { [table]: { columns: ["id integer pk"] } } });

it("asks for the first entity there is", () => {
  expect(simplestQuery(documentOf("songs"))).toBe("await db.Song.all();");
});

it("asks for nothing where there are no tables", () => {
  const empty = draftDocument({ tables: {} });
  expect(simplestQuery(empty)).toBeNull();
  expect(starterQueries(empty)).toEqual([]);
});
