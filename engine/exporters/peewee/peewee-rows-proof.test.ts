/** Rows go through the exported models and the real Peewee. */
import { describe, expect, it } from "vitest";
import { countRows, modelsOf, proveRows } from "../../testing/models/index.ts";
import { openPython, pythonAvailable } from "../../testing/python/index.ts";
import { everythingDocument } from "../../testing/sample-documents.ts";
import { peewee } from "./index.ts";

proveRows({
  exporter: peewee,
  library: "peewee",
  script: "peewee_rows.py",
  call: "completed(round_trip(Peewee(BaseModel)))",
});

const run = async (script: string): Promise<unknown> => {
  const python = await openPython("peewee");
  return python.run(modelsOf({ exporter: peewee }, everythingDocument()), WRITE + script);
};

describe.skipIf(!pythonAvailable("peewee"))("models in the real Peewee", () => {
  it("delete rows as the design specifies", async () => {
    expect(await run(DELETE)).toEqual(["IntegrityError", 1, null, 0, 0]);
  });

  it("read what the database computes and its defaults, and save changes of it", async () => {
    expect(await run(READ)).toEqual(["25", "NOTES", true, "draft", ["new"], "Longer notes"]);
  });

  it("write a file whose rows are found by their values", async () => {
    const file = String(await run("database.connection().serialize().hex()"));
    const conditions = [
      { seen: "2026-03-01 10:00:00" },
      { published: "2026-03-02" },
      { token: "0b5c2f2e-6a51-41c6-9d4e-2f0f6f1f7a10".replaceAll("-", "") },
      { price: 12.5 },
      { state: "it's retired" },
      { shout: "NOTES" },
      { title: "Letters" },
    ];
    const counts = await countRows(file, "Book", conditions);
    expect(counts).toEqual([...conditions.slice(1).map(() => 1), 0]);
  });
});

const WRITE = `
import datetime
import decimal
import uuid

from peewee import IntegrityError

charles = Author.create(name="Charles")
ada = Author.create(name="Ada", mentor=charles)
Profile.create(author=ada, bio="x")
book = Book.create(
    title="Notes",
    price=decimal.Decimal("12.50"),
    copies=2,
    state="it's retired",
    published=datetime.date(2026, 3, 2),
    seen=datetime.datetime(2026, 3, 1, 10),
    token=uuid.UUID("0b5c2f2e-6a51-41c6-9d4e-2f0f6f1f7a10"),
    meta={"pages": 400},
    author=ada,
)
book.tags.add(Tag.create(name="new"))
loan = Loan.create(reader="Grace", book=book, due=datetime.date(2026, 4, 1))
`;

const READ = `
found = Book.get(Book.title == "Notes")
other = Book.create(title="Letters", author=ada)
found_first = [str(found.total), found.shout]
found.title = "Longer notes"
found.save()
[
    *found_first,
    Author.get(name="Ada").active,
    Book.get(title="Letters").state,
    [tag.name for tag in found.tags],
    Book.get_by_id(found.id).title,
]
`;

const DELETE = `
try:
    with database.atomic():
        ada.delete_instance()
    refused = None
except IntegrityError as error:
    refused = type(error).__name__
Loan.delete().execute()
charles.delete_instance()
found = [refused, Author.select().count(), Author.get(name="Ada").mentor]
Author.delete().execute()
[*found, Book.select().count(), Profile.select().count()]
`;
