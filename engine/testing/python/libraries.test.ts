import initSqlJs from "sql.js";
import { beforeAll, describe, expect, test } from "vitest";
import { openPython, type Python, pythonAvailable, pythonStartTimeout } from "./index.ts";
import { twoTables } from "./two-tables.ts";

const libraries = ["sqlalchemy", "sqlmodel", "django", "tortoise", "peewee"] as const;

describe.each(libraries)("models in the real %s", library => {
  const { models, bothWays, orphan, mistake } = twoTables[library];
  const [right, wrong] = mistake;
  const mistaken = models.replace(right, wrong);
  const line = mistaken.split("\n").findIndex(text => text.includes(wrong)) + 1;

  describe.skipIf(!pythonAvailable(library))("of two related tables", async () => {
    const { Database } = await initSqlJs();
    let python: Python;
    beforeAll(async () => {
      python = await openPython(library);
    }, pythonStartTimeout);

    test("give tables that the catalogue has", async () => {
      const database = new Database(await python.createTables(models));
      const read = (sql: string) => database.exec(sql)[0]?.values;
      expect(read("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")).toEqual(
        expect.arrayContaining([["letter"], ["writer"]]),
      );
      expect(read("SELECT name, \"notnull\" FROM pragma_table_info('letter')")).toEqual(
        expect.arrayContaining([
          ["subject", 0],
          ["writer_id", 1],
        ]),
      );
      expect(read(`SELECT "table", "from", "to" FROM pragma_foreign_key_list('letter')`)).toEqual([
        ["writer", "writer_id", "id"],
      ]);
      expect(read("SELECT count(*) FROM letter")).toEqual([[0]]);
    });

    test("hold rows that a script reads from both sides of the relation", async () => {
      expect(await python.run(models, bothWays)).toEqual([["Tea", "Rain"], "Rahel"]);
    });

    test("start with empty tables in each run", async () => {
      await python.run(models, bothWays);
      expect(await python.run(models, bothWays)).toEqual([["Tea", "Rain"], "Rahel"]);
    });

    test("write the columns that they have, not those of an earlier load", async () => {
      await python.run(models, bothWays);
      const [renamed, script] = [models, bothWays].map(text => text.replaceAll("subject", "topic"));
      expect(await python.run(renamed ?? "", script ?? "")).toEqual([["Tea", "Rain"], "Rahel"]);
    });

    test("enforce foreign keys", async () => {
      await expect(python.run(models, orphan)).rejects.toThrow(
        /^IntegrityError: [\s\S]*script\.py/,
      );
    });

    test("report an error with file and line, and later models load", async () => {
      await expect(python.createTables(mistaken)).rejects.toThrow(
        new RegExp(`\\(models\\.py, line ${line}\\)$`),
      );
      await expect(python.createTables(`${models}\ndef broken(:\n    pass\n`)).rejects.toThrow(
        /^SyntaxError: .*\(models\.py, line \d+\)$/,
      );
      expect(await python.run(models, bothWays)).toEqual([["Tea", "Rain"], "Rahel"]);
    });

    test("do not see the models of an earlier load", async () => {
      await python.createTables(models);
      const renamed = models
        .replaceAll("Letter", "Note")
        .replaceAll("letter", "note")
        .replaceAll("Writer", "Author")
        .replaceAll("writer", "author");
      const database = new Database(await python.createTables(renamed));
      const [tables] = database.exec(
        "SELECT name FROM sqlite_schema WHERE name IN ('note', 'letter')",
      );
      expect(tables?.values).toEqual([["note"]]);
    });

    test("can be split into several files", async () => {
      const [head = "", ...classes] = models.split(/\n(?=class )/);
      const [letter = "", ...others] = classes.toReversed();
      const shared = `${head}\n${others.toReversed().join("\n")}`;
      const text = `${head}\nfrom people import *\n${letter}`;
      // In an app of Django, modules are imported with the name of their package.
      const files =
        library === "django"
          ? {
              "models.py": `from .people import *\n${text.replace("from people import *", "")}`,
              "people.py": shared,
            }
          : { "models.py": text, "people.py": shared };
      expect(await python.run(files, bothWays)).toEqual([["Tea", "Rain"], "Rahel"]);
    });
  });
});
