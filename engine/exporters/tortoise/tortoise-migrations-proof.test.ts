/** Tortoise writes migrations of the exported models, and finds no change after them. */
import { describe, expect, it } from "vitest";
import type { SchemaDocument } from "../../schema/index.ts";
import { draftDocument } from "../../testing/draft-document.ts";
import { modelsOf } from "../../testing/models/index.ts";
import { openPython, pythonAvailable } from "../../testing/python/index.ts";
import { everythingDocument } from "../../testing/sample-documents.ts";
import { tortoise } from "./index.ts";

/** A type by name, and indexes in SQL. */
const inSql = (): SchemaDocument =>
  draftDocument({
    tables: {
      places: {
        columns: ["id integer pk", "at point", "name text = lower('X')"],
        indexes: [{ name: "ix", parts: ["(abs(id))", "name desc"], where: "name <> ''" }],
      },
    },
  });

describe.skipIf(!pythonAvailable("tortoise"))("migrations of Tortoise ORM", () => {
  it.each([
    ["a design with everything", everythingDocument],
    ["a design with much SQL", inSql],
  ])("are complete for %s", async (_, document) => {
    const python = await openPython("tortoise");
    const models = modelsOf({ exporter: tortoise }, document());
    expect(await python.run(models, MIGRATE)).toEqual([1, []]);
  });
});

const MIGRATE = `
import importlib
import pathlib

from tortoise.context import get_current_context
from tortoise.migrations.autodetector import MigrationAutodetector

folder = pathlib.Path("/project/own_migrations")
folder.mkdir()
(folder / "__init__.py").write_text("")
importlib.invalidate_caches()
config = {"models": {"models": ["models"], "migrations": "own_migrations"}}
detector = MigrationAutodetector(get_current_context().apps, config)
written = await detector.write()
importlib.invalidate_caches()
changes = await MigrationAutodetector(get_current_context().apps, config).changes()
operations = [operation for change in changes for operation in change.operations]
# Tortoise always finds other options in a model whose key is a relation.
[len(written), [str(each) for each in operations if type(each).__name__ != "AlterModelOptions"]]
`;
