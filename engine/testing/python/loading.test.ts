import initSqlJs from "sql.js";
import { beforeAll, describe, expect, test } from "vitest";
import { openPython, type Python, pythonAvailable, pythonStartTimeout } from "./index.ts";

const available = (["django", "sqlmodel", "peewee"] as const).every(pythonAvailable);

describe.skipIf(!available)("loading models", async () => {
  const { Database } = await initSqlJs();
  let django: Python;
  let sqlmodel: Python;
  let peewee: Python;
  beforeAll(async () => {
    django = await openPython("django");
    sqlmodel = await openPython("sqlmodel");
    peewee = await openPython("peewee");
  }, pythonStartTimeout);

  const tablesOf = (bytes: Uint8Array): readonly unknown[] =>
    new Database(bytes)
      .exec(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence' ORDER BY name",
      )
      .flatMap(({ values }) => values.flat());

  const shop = "from django.db import models\n\nclass Shop(models.Model):\n    pass\n";

  test("reads each folder with models as an app of Django", async () => {
    const offer = `
from django.db import models

class Offer(models.Model):
    shop = models.ForeignKey("shops.Shop", models.CASCADE)
`;
    const files = {
      "shops/__init__.py": "",
      "shops/models.py": shop,
      "trade/offers/models/__init__.py": "from .offer import Offer\n",
      "trade/offers/models/offer.py": offer,
    };
    expect(tablesOf(await django.createTables(files))).toEqual(["offers_offer", "shops_shop"]);
  });

  test("creates the tables of Django itself that models refer to", async () => {
    const members = `
from django.conf import settings
from django.db import models

class Member(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE)
`;
    expect(tablesOf(await django.createTables(members))).toContain("auth_user");
    expect(tablesOf(await django.createTables(shop))).toEqual(["app_shop"]);
  });

  test("reports what Django's own checks find", async () => {
    const clash = `${shop}
class Offer(models.Model):
    first = models.ForeignKey(Shop, models.CASCADE)
    second = models.ForeignKey(Shop, models.CASCADE)
`;
    await expect(django.createTables(clash)).rejects.toThrow(
      /^SystemCheckError: [\s\S]*fields\.E304/,
    );
    await expect(django.createTables({ "shops.py": shop })).rejects.toThrow(
      /files with the name models\.py/,
    );
    expect(tablesOf(await django.createTables(shop))).toEqual(["app_shop"]);
  });

  test("names the file of an error, and the line that does not parse", async () => {
    const files = { "models.py": "import prices\n", "prices.py": "\nclass Price(:\n" };
    await expect(peewee.createTables(files)).rejects.toThrow(
      /^SyntaxError: .*\(prices\.py, line 2\)$/,
    );
    await expect(peewee.createTables("import fastapi\n")).rejects.toThrow(
      "ModuleNotFoundError: No module named 'fastapi' (models.py, line 1)",
    );
    await expect(peewee.createTables("raise SystemExit(2)\n")).rejects.toThrow(
      "SystemExit: 2 (models.py, line 1)",
    );
  });

  test("refuses files that cannot be modules", async () => {
    await expect(peewee.createTables({ "../models.py": "" })).rejects.toThrow(
      /outside of the project/,
    );
    await expect(peewee.createTables({ "my-models.py": "" })).rejects.toThrow(
      /cannot import a file/,
    );
    await expect(peewee.createTables({ "json.py": "" })).rejects.toThrow(/installed module 'json'/);
  });

  test("removes the module of a file before the next load", async () => {
    await peewee.createTables({
      "models.py": "from size import LENGTH\n",
      "size.py": "LENGTH = 3\n",
    });
    const files = { "models.py": "from size import LENGTH\n", "size.py": "LENGTH = 4\n" };
    expect(await peewee.run(files, "LENGTH")).toBe(4);
    await expect(peewee.run("import size\n", "1")).rejects.toThrow(/No module named 'size'/);
  });

  test("does not hide a built-in name by the module of a package", async () => {
    const list = `
from sqlmodel import Field, SQLModel

class List(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
`;
    const files = { "models/__init__.py": "from .list import List\n", "models/list.py": list };
    expect(await sqlmodel.run(files, "[list(range(2)), List.__name__]")).toEqual([[0, 1], "List"]);
  });

  test("accepts the same names of tables again in SQLModel", async () => {
    const thing = `
from sqlmodel import Field, SQLModel

class Thing(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
`;
    const broken = `${thing}
    other: int = Field(foreign_key="nowhere.id")
`;
    await expect(sqlmodel.createTables(broken)).rejects.toThrow(/^NoReferencedTableError/);
    expect(tablesOf(await sqlmodel.createTables(thing))).toEqual(["thing"]);
    expect(tablesOf(await sqlmodel.createTables(thing))).toEqual(["thing"]);
  });

  test("creates the link tables of Peewee, and none for a base class", async () => {
    const tags = `
from peewee import CharField, ManyToManyField, Model

class Base(Model):
    pass

class Tag(Base):
    name = CharField()

class Note(Base):
    tags = ManyToManyField(Tag, backref="notes")
`;
    expect(tablesOf(await peewee.createTables(tags))).toEqual(["note", "note_tag_through", "tag"]);
  });

  test("returns only values that JSON can hold", async () => {
    await expect(peewee.run("", "{1, 2}")).rejects.toThrow(/^TypeError: Object of type set/);
    expect(await peewee.run("", "x = 1")).toBe(null);
  });
});
