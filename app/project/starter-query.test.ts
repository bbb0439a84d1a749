/** The first query of a project without queries. */
import { expect, it } from "vitest";
import { draftDocument } from "../../engine/testing/draft-document.ts";
import { simplestQuery, starterQueries } from "./starter-query.ts";

const documentOf = (table: string) =>
  draftDocument({ tables: { [table]: { columns: ["id integer pk"] } } });

it("selects the first entity", () => {
  expect(simplestQuery(documentOf("songs"))).toBe("await db.Song.all();");
});

it("is null without tables", () => {
  const empty = draftDocument({ tables: {} });
  expect(simplestQuery(empty)).toBeNull();
  expect(starterQueries(empty)).toEqual([]);
});
