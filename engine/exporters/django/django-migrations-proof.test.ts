/** Django's migrations of the exported models make the tables that Django makes directly. */
import { describe, expect, it } from "vitest";
import type { SchemaDocument } from "../../schema/index.ts";
import { draftDocument } from "../../testing/draft-document.ts";
import { modelsOf } from "../../testing/models/index.ts";
import { openPython, pythonAvailable } from "../../testing/python/index.ts";
import { everythingDocument } from "../../testing/sample-documents.ts";
import { django } from "./index.ts";

/** A type by name, and checks and indexes in SQL. */
const inSql = (): SchemaDocument =>
  draftDocument({
    tables: {
      places: {
        columns: ["id integer pk", "at point", "name text = lower('X')"],
        checks: [{ name: "ck", expression: "name <> 'a%b' OR length(name) % 2 = 1" }],
        indexes: [{ name: "ix", parts: ["(abs(id))", "name desc"], where: "name <> ''" }],
      },
    },
  });

const migrate = async (document: SchemaDocument): Promise<unknown> => {
  const python = await openPython("django");
  return python.run(modelsOf({ exporter: django }, document), MIGRATE);
};

describe.skipIf(!pythonAvailable("django"))("migrations of Django", () => {
  it.each([
    ["a design with everything", everythingDocument],
    ["a design with much SQL", inSql],
  ])("make the tables of %s", async (_, document) => {
    const { direct, migrated, changes } = (await migrate(document())) as Record<string, unknown>;
    expect(migrated).toEqual(direct);
    expect(changes).toEqual([]);
  });
});

const MIGRATE = `
import re

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter


def tables():
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_schema WHERE sql NOT NULL AND name <> 'sqlite_sequence'")
        # Migrations add foreign keys after other columns.
        return sorted(sorted(re.split(r', (?="|CONSTRAINT|PRIMARY)', sql[:-1])) for (sql,) in cursor.fetchall())


def changes_from(state):
    questioner = NonInteractiveMigrationQuestioner(specified_apps={"app"})
    detector = MigrationAutodetector(state, ProjectState.from_apps(apps), questioner)
    return detector.changes(graph=MigrationGraph()).get("app", [])


def dropped(names):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        for name in names:
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)}")


direct = tables()
models_of_app = list(apps.get_app_config("app").get_models())
dropped([model._meta.db_table for model in models_of_app])
state = ProjectState()
for migration in changes_from(state):
    namespace = {}
    exec(MigrationWriter(migration).as_string(), namespace)
    written = namespace["Migration"]("initial", "app")
    with connection.schema_editor() as editor:
        state = written.apply(state, editor)
changes = [str(operation) for migration in changes_from(state) for operation in migration.operations]
{"direct": direct, "migrated": tables(), "changes": changes}
`;
