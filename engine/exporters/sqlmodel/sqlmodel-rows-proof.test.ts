/** Rows go through the exported models and the real SQLModel. */
import { describe, expect, it } from "vitest";
import { proveDeclarativeRows, runWithRows } from "../../testing/models/index.ts";
import { pythonAvailable } from "../../testing/python/index.ts";
import { sqlmodel } from "./index.ts";

const proof = { exporter: sqlmodel, library: "sqlmodel" } as const;

proveDeclarativeRows(proof);

describe.skipIf(!pythonAvailable("sqlmodel"))("None in a JSON column", () => {
  it("is NULL in the database, also in new objects", async () => {
    expect(await runWithRows(proof, TYPES_OF_META)).toEqual(["text", "null"]);
  });
});

const TYPES_OF_META = `
session.add(Book(title="Letters", author=ada))
session.commit()
stored = session.connection().exec_driver_sql("SELECT typeof(meta) FROM books ORDER BY id")
[kind for [kind] in stored]
`;
