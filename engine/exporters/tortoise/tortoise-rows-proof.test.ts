/** Rows go through the exported models and the real Tortoise ORM. */
import { describe, expect, it } from "vitest";
import { draftDocument } from "../../testing/draft-document.ts";
import { countRows, modelsOf, proveRows } from "../../testing/models/index.ts";
import { openPython, pythonAvailable } from "../../testing/python/index.ts";
import { everythingDocument } from "../../testing/sample-documents.ts";
import { tortoise } from "./index.ts";

proveRows({
  exporter: tortoise,
  library: "tortoise",
  script: "tortoise_rows.py",
  call: "await round_trip(Tortoise(dict(globals())))",
});

const run = async (script: string): Promise<unknown> => {
  const python = await openPython("tortoise");
  return python.run(modelsOf({ exporter: tortoise }, everythingDocument()), WRITE + script);
};

describe.skipIf(!pythonAvailable("tortoise"))("models in the real Tortoise ORM", () => {
  it("delete rows as the design specifies", async () => {
    expect(await run(DELETE)).toEqual([
      ["IntegrityError", 1, 1, 1],
      [1, null],
      [0, 0, 0],
    ]);
  });

  it("read what the database computes and its defaults", async () => {
    expect(await run(READ)).toEqual(["25.00", "NOTES", true, "draft", ["new"], ["Notes"], "Ada"]);
  });

  it("have no field with the name of an attribute of Model", async () => {
    const python = await openPython("tortoise");
    const names = (await python.run("", ATTRIBUTES)) as readonly string[];
    expect(names).toContain("save");
    const columns = ["key integer pk", ...names.map(name => `"${name}" text`)];
    const text = modelsOf(
      { exporter: tortoise },
      draftDocument({ tables: { things: { columns } } }),
    );
    for (const name of names) expect(text).not.toContain(`\n    ${name} = `);
    await python.createTables(text);
  });

  it("write a file whose rows are found by their values", async () => {
    const file = String(await run("connection._connection._conn.serialize().hex()"));
    const conditions = [
      { seen: "2026-03-01 10:00:00" },
      { seen: new Date(Date.UTC(2026, 2, 1, 10)) },
      { published: "2026-03-02" },
      { token: "0b5c2f2e-6a51-41c6-9d4e-2f0f6f1f7a10" },
      { price: "12.50" },
      { state: "it's retired" },
      { shout: "NOTES" },
      { title: "Letters" },
    ];
    const counts = await countRows(file, "Book", conditions);
    expect(counts).toEqual([...conditions.map(() => 1).slice(1), 0]);
  });
});

const ATTRIBUTES =
  'from tortoise.models import Model, ModelMeta\n[name for name in {*dir(Model), *vars(ModelMeta)} if not name.startswith("_")]';

const WRITE = `
import datetime
import decimal
import uuid

from tortoise.exceptions import IntegrityError

charles = await Author.create(name="Charles")
ada = await Author.create(name="Ada", mentor=charles)
await Profile.create(author=ada, bio="x")
book = await Book.create(
    title="Notes",
    price=decimal.Decimal("12.50"),
    copies=2,
    state=Status.it_s_retired,
    published=datetime.date(2026, 3, 2),
    seen=datetime.datetime(2026, 3, 1, 10, tzinfo=datetime.UTC),
    token=uuid.UUID("0b5c2f2e-6a51-41c6-9d4e-2f0f6f1f7a10"),
    meta={"pages": 400},
    author=ada,
)
await book.tags.add(await Tag.create(name="new"))
loan = await Loan.create(reader="Grace", book=book, due=datetime.date(2026, 4, 1))
`;

const READ = `
found = await Book.get(title="Notes")
other = await Book.create(title="Letters", author=ada)
[tag] = await found.tags
[
    str(found.total),
    found.shout,
    (await Author.get(name="Ada")).active,
    (await Book.get(title="Letters")).state.value,
    [tag.name],
    [each.title for each in await tag.books],
    (await found.author).name,
]
`;

const DELETE = `
async def counts(*models):
    return [await model.all().count() for model in models]

try:
    await ada.delete()
    refused = None
except IntegrityError as error:
    refused = type(error).__name__
found = [[refused, *await counts(Book, Profile, Loan)]]
await Loan.all().delete()
await charles.delete()
found.append([await Author.all().count(), (await Author.get(name="Ada")).mentor_id])
await Author.all().delete()
found.append(await counts(Book, Profile, Loan))
found
`;
