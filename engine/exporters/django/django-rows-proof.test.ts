/** Rows go through the exported models and the real Django. */
import { describe, expect, it } from "vitest";
import { draftDocument } from "../../testing/draft-document.ts";
import { countRows, modelsOf, proveRows } from "../../testing/models/index.ts";
import { openPython, pythonAvailable } from "../../testing/python/index.ts";
import { everythingDocument } from "../../testing/sample-documents.ts";
import { django } from "./index.ts";

proveRows({
  exporter: django,
  library: "django",
  script: "django_rows.py",
  call: "completed(round_trip(Django(dict(globals()))))",
});

const run = async (script: string): Promise<unknown> => {
  const python = await openPython("django");
  return python.run(modelsOf({ exporter: django }, everythingDocument()), WRITE + script);
};

describe.skipIf(!pythonAvailable("django"))("models in the real Django", () => {
  it("delete rows as the design specifies", async () => {
    expect(await run(DELETE)).toEqual([
      ["IntegrityError", 1, 1, 1, 1],
      [0, 0, 0, 0],
      [1, null],
    ]);
  });

  it("include a key that leads to itself, and decimals with more places than digits", async () => {
    const document = draftDocument({
      tables: {
        loops: {
          columns: ["id integer", "share decimal(2,4)"],
          primaryKey: ["id"],
          foreignKeys: [{ columns: ["id"], target: "loops", targetColumns: ["id"] }],
        },
      },
    });
    const python = await openPython("django");
    const script = "loop = Loop.objects.create(id=5)\nLoop.objects.get(loop=loop).pk";
    expect(await python.run(modelsOf({ exporter: django }, document), script)).toBe(5);
  });

  it("have no field with the name of an attribute of Model", async () => {
    const python = await openPython("django");
    const names = (await python.run("", ATTRIBUTES)) as readonly string[];
    expect(names).toContain("save");
    const columns = ["key integer pk", ...names.map(name => `"${name}" text`)];
    const text = modelsOf({ exporter: django }, draftDocument({ tables: { things: { columns } } }));
    for (const name of names) expect(text).not.toContain(`\n    ${name} = `);
    await python.createTables(text);
  });

  it("write a file whose rows are found by their values", async () => {
    const file = String(await run("connection.connection.serialize().hex()"));
    const moment = new Date(Date.UTC(2026, 2, 1, 10));
    const conditions = [
      { seen: "2026-03-01 10:00:00" },
      { seen: moment },
      { opens: "10:30:00" },
      { published: "2026-03-02" },
      { token: "0b5c2f2e6a5141c69d4e2f0f6f1f7a10" },
      { price: 12.5 },
      { state: "it's retired" },
      { total: 25 },
      { shout: "NOTES" },
      { title: "Letters" },
    ];
    expect(await countRows(file, "Book", conditions)).toEqual([
      ...conditions.map(() => 1).slice(1),
      0,
    ]);
    expect(await countRows(file, "Author", [{ active: true }, { active: false }])).toEqual([2, 0]);
  });
});

const ATTRIBUTES =
  'from django.db import models\n[name for name in dir(models.Model) if not name.startswith("_")]';

const WRITE = `
import datetime
import decimal
import uuid

from django.db import IntegrityError, transaction

charles = Author.objects.create(name="Charles")
ada = Author.objects.create(name="Ada", mentor=charles)
Profile.objects.create(author=ada, bio="x")
book = Book.objects.create(
    title="Notes",
    price=decimal.Decimal("12.50"),
    copies=2,
    state=Status.IT_S_RETIRED,
    published=datetime.date(2026, 3, 2),
    opens=datetime.time(10, 30),
    seen=datetime.datetime(2026, 3, 1, 10, tzinfo=datetime.UTC),
    token=uuid.UUID("0b5c2f2e-6a51-41c6-9d4e-2f0f6f1f7a10"),
    meta={"pages": 400},
    author=ada,
)
book.tags.add(Tag.objects.create(name="new"))
loan = Loan.objects.create(reader="Grace", book=book, due=datetime.date(2026, 4, 1))
Reminder.objects.create(loan=loan)
`;

const DELETE = `
def counts(*models):
    return [model.objects.count() for model in models]

try:
    with transaction.atomic():
        ada.delete()
    refused = None
except IntegrityError as error:
    refused = type(error).__name__
found = [[refused, *counts(Book, Profile, Loan, Reminder)]]
Loan.objects.all().delete()
charles.delete()
mentor_id = Author.objects.get(name="Ada").mentor_id
author_count = Author.objects.count()
Author.objects.all().delete()
found.append(counts(Book, Profile, Reminder, BookTag))
found.append([author_count, mentor_id])
found
`;
