/** The models, loaded by the real SQLModel: the tables that it makes are those of the design. */
import { describe, expect, it } from "vitest";
import { draftDocument } from "../../testing/draft-document.ts";
import { declarativeDifferences, modelsOf, proveModels } from "../../testing/models/index.ts";
import { openPython, pythonAvailable } from "../../testing/python/index.ts";
import { sqlmodel } from "./index.ts";

proveModels({ exporter: sqlmodel, library: "sqlmodel", differences: declarativeDifferences });

describe.skipIf(!pythonAvailable("sqlmodel"))("models in the real SQLModel", () => {
  it("have no field with the name of an attribute of SQLModel", async () => {
    const python = await openPython("sqlmodel");
    const names = (await python.run("", ATTRIBUTES)) as readonly string[];
    expect(names).toContain("model_dump");
    const columns = ["key integer pk", ...names.map(name => `"${name}" text`)];
    const document = draftDocument({ tables: { things: { columns } } });
    const text = modelsOf({ exporter: sqlmodel }, document);
    for (const name of names) expect(text).not.toContain(`\n    ${name}: `);
    await python.createTables(text);
  });
});

const ATTRIBUTES = `
from sqlmodel import SQLModel
names = {*dir(SQLModel), *dir(type(SQLModel)), "model_validate_more", "model_dumped"}
[name for name in sorted(names) if not name.startswith("_")]
`;
