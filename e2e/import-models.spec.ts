/** A user imports Python models, which their library reads in the page. */
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { strToU8, zipSync } from "fflate";
import { ImportDialog } from "./pages/import-dialog.ts";
import { Listener } from "./pages/listener.ts";

// Python starts once for each import, which takes long on a busy machine.
test.describe.configure({ timeout: 400_000 });

const SQLALCHEMY = `from sqlalchemy import Enum, ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

class Base(DeclarativeBase):
    pass

class Pilot(Base):
    __tablename__ = "pilots"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    kites: Mapped[list["Kite"]] = relationship(back_populates="pilot")

class Kite(Base):
    __tablename__ = "kites"
    id: Mapped[int] = mapped_column(primary_key=True)
    pilot_id: Mapped[int] = mapped_column(ForeignKey("pilots.id"))
    pilot: Mapped[Pilot] = relationship(back_populates="kites")
`;

/** Two tables with a relation, in each library. */
const models: Readonly<Record<string, string>> = {
  SQLAlchemy: SQLALCHEMY,
  SQLModel: `from sqlmodel import Field, Relationship, SQLModel

class Pilot(SQLModel, table=True):
    __tablename__ = "pilots"
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=40)
    kites: list["Kite"] = Relationship(back_populates="pilot")

class Kite(SQLModel, table=True):
    __tablename__ = "kites"
    id: int | None = Field(default=None, primary_key=True)
    pilot_id: int = Field(foreign_key="pilots.id")
    pilot: Pilot = Relationship(back_populates="kites")
`,
  Django: `from django.db import models

class Pilot(models.Model):
    name = models.CharField(max_length=40)

    class Meta:
        db_table = "pilots"

class Kite(models.Model):
    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="kites")

    class Meta:
        db_table = "kites"
`,
  "Tortoise ORM": `from tortoise import fields
from tortoise.models import Model

class Pilot(Model):
    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=40)

    class Meta:
        table = "pilots"

class Kite(Model):
    id = fields.IntField(primary_key=True)
    pilot = fields.ForeignKeyField("models.Pilot", related_name="kites")

    class Meta:
        table = "kites"
`,
  Peewee: `from peewee import CharField, ForeignKeyField, Model

class Pilot(Model):
    name = CharField(max_length=40)

    class Meta:
        table_name = "pilots"

class Kite(Model):
    pilot = ForeignKeyField(Pilot, backref="kites")

    class Meta:
        table_name = "kites"
`,
};

const openDialog = async (page: Page): Promise<ImportDialog> => {
  const dialog = new ImportDialog(page);
  await dialog.open();
  return dialog;
};

for (const [library, text] of Object.entries(models)) {
  test(`pasted models of ${library} become tables, in one step`, async ({ page, context }) => {
    const elsewhere: string[] = [];
    const dialog = await openDialog(page);
    const origin = new URL(page.url()).origin;
    context.on("request", request => {
      if (/^https?:/.test(request.url()) && !request.url().startsWith(origin))
        elsewhere.push(request.url());
    });
    await dialog.text.fill(text);
    await dialog.read(library);
    await dialog.expectTables(["kites 2 columns", "pilots 2 columns"]);
    await expect(
      dialog.dialog.getByText("Found 2 tables, 4 columns, and 1 relation."),
    ).toBeVisible();
    await dialog.add();
    await dialog.stele.expectTables(["Kite", "Pilot", "Post", "User"]);
    await page.getByRole("application").first().press("ControlOrMeta+z");
    await dialog.stele.expectTables(["Post", "User"]);
    expect(elsewhere).toEqual([]);
  });
}

test("a faulty class is listed with its line, and the rest arrives", async ({ page }) => {
  const dialog = await openDialog(page);
  await dialog.text.fill(`${SQLALCHEMY}
class Broken(Base):
    __tablename__ = "broken"
    id: Mapped[int] = mapped_column(primary_key=True)
    size = mapped_column(String(int("large")))
`);
  await dialog.read("SQLAlchemy");
  await dialog.expectTables(["kites 2 columns", "pilots 2 columns"]);
  const line = SQLALCHEMY.split("\n").length + 4;
  await expect(dialog.problems).toContainText(`models.py, line ${line}:`);
  await expect(dialog.problems).toContainText('The class "Broken" is left out');
  await dialog.button("Open as a new project").click();
  await dialog.stele.expectTables(["Kite", "Pilot"]);
});

const [HEAD = "", ...CLASSES] = SQLALCHEMY.split(/^(?=class )/m);

/** The same models in two files, of which one imports the other, next to files without models. */
const project = {
  "kites-main/README.md": "# Kites",
  "kites-main/src/kites/__init__.py": "",
  "kites-main/src/kites/base.py": HEAD + CLASSES.slice(0, 2).join(""),
  "kites-main/src/kites/models.py": `${HEAD}from .base import Base, Pilot\n${CLASSES[2]}`,
  "kites-main/src/kites/api.py": "from fastapi import FastAPI\nfrom kites.models import Kite",
  "kites-main/tests/test_models.py": `from kites.models import Kite\nraise SystemExit`,
};

const expectProject = async (dialog: ImportDialog): Promise<void> => {
  await dialog.expectFiles(["kites-main/src/kites/base.py", "kites-main/src/kites/models.py"]);
  await expect(dialog.dialog.getByText("They can import 2 other files")).toBeVisible();
  await dialog.read("SQLAlchemy");
  await dialog.expectTables(["kites 2 columns", "pilots 2 columns"]);
  await expect(dialog.problems).toBeHidden();
};

const writeProject = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), "stele-"));
  for (const [name, text] of Object.entries(project)) {
    await mkdir(path.join(folder, path.dirname(name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  return path.join(folder, "kites-main");
};

test("a project is read from an archive, and from a folder", async ({ page }) => {
  const dialog = await openDialog(page);
  await test.step("a zip archive", async () => {
    const entries = Object.entries(project).map(([name, text]) => [name, strToU8(text)] as const);
    const buffer = Buffer.from(zipSync(Object.fromEntries(entries)));
    await dialog.chooseFiles({ name: "kites.zip", mimeType: "application/zip", buffer });
    await expectProject(dialog);
  });
  await test.step("a folder that is chosen", async () => {
    await dialog.show();
    await dialog.chooseFolder(await writeProject());
    await expectProject(dialog);
  });
  await test.step("a folder that is dropped", async () => {
    await dialog.close();
    await dialog.drop([await writeProject()]);
    await expectProject(dialog);
  });
});

test("several files are read, and a fault is listed with its file", async ({ page }) => {
  const dialog = await openDialog(page);
  const file = (name: string, text: string) => ({
    name,
    mimeType: "text/x-python",
    buffer: Buffer.from(text),
  });
  await dialog.chooseFiles([
    file("base.py", project["kites-main/src/kites/base.py"]),
    file("models.py", `${project["kites-main/src/kites/models.py"]}\nSIZE = 1 / 0\n`),
  ]);
  await dialog.expectFiles(["base.py", "models.py"]);
  await dialog.read("SQLAlchemy");
  await dialog.expectTables(["kites 2 columns", "pilots 2 columns"]);
  await expect(dialog.problems).toContainText(/^models\.py, line \d+: .*ZeroDivisionError/);
});

test("reading can be cancelled, and started again", async ({ page }) => {
  const dialog = await openDialog(page);
  await dialog.text.fill(SQLALCHEMY);
  await dialog.read("SQLAlchemy");
  await expect(dialog.dialog.getByRole("progressbar")).toBeVisible();
  await dialog.button("Cancel").click();
  await expect(dialog.dialog.getByRole("progressbar")).toBeHidden();
  await expect(dialog.text).toHaveValue(SQLALCHEMY);
  await dialog.read("SQLAlchemy");
  await dialog.expectTables(["kites 2 columns", "pilots 2 columns"]);
});

test("an endless loop is stopped, and the page goes on", async ({ page }) => {
  const dialog = await openDialog(page);
  const text = `${SQLALCHEMY}\nwhile True:\n    pass\n`;
  await dialog.text.fill(text);
  await dialog.read("SQLAlchemy");
  await dialog.expectFailure("Python took too long and was stopped.");
  await expect(dialog.text).toHaveValue(text);
  await dialog.text.fill(SQLALCHEMY);
  await dialog.read("SQLAlchemy");
  await dialog.expectTables(["kites 2 columns", "pilots 2 columns"]);
  await dialog.add();
  await dialog.stele.expectTables(["Kite", "Pilot", "Post", "User"]);
});

test("models reach neither a network nor the page", async ({ page }) => {
  const listener = new Listener();
  const address = await listener.start();
  const dialog = await openDialog(page);
  const attempts = [
    "js.fetch(u)",
    "js.fetch(own)",
    "js.eval(f'import(\"{u}\")')",
    "js.importScripts(u)",
    "js.WebSocket.new(u.replace('http', 'ws'))",
    "js.navigator.sendBeacon(u, 'x')",
    "x = js.XMLHttpRequest.new(); x.open('GET', u, False); x.send()",
    "js.Worker.new(u)",
    "import urllib.request; urllib.request.urlopen(u).read()",
    "js.document.title = 'stolen'",
    "js.parent.document.title = 'stolen'",
    "js.localStorage.setItem('stolen', '1')",
    "js.indexedDB.open('stolen')",
    "js.caches.open('stolen')",
    "js.postMessage('stolen')",
  ];
  const tries = attempts.map(
    (attempt, index) =>
      `try:\n    ${attempt.replaceAll("; ", "\n    ")}\n    reached.append(${index})\nexcept BaseException:\n    pass`,
  );
  await dialog.text.fill(
    [
      `import js\nu = "${address}/stolen"\nown = "${page.url().replace(/#.*/, "")}stolen"\nreached = []`,
      ...tries,
      SQLALCHEMY,
    ].join("\n"),
  );
  const answered: string[] = [];
  page.context().on("response", response => answered.push(response.url()));
  await dialog.read("SQLAlchemy");
  await dialog.expectTables(["kites 2 columns", "pilots 2 columns"]);
  expect(listener.arrived).toEqual([]);
  expect(answered.filter(url => url.includes("stolen"))).toEqual([]);
  expect(await page.title()).not.toContain("stolen");
  const stored = await page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...(await caches.keys()),
    ...(await indexedDB.databases()).map(({ name }) => name),
  ]);
  expect(stored.filter(name => name?.includes("stolen"))).toEqual([]);
  await dialog.add();
  await dialog.stele.expectTables(["Kite", "Pilot", "Post", "User"]);
  await listener.stop();
});

test("without a network, the first use is reported, and can be tried again", async ({ page }) => {
  const dialog = await openDialog(page);
  await dialog.text.fill(SQLALCHEMY);
  await page.context().setOffline(true);
  await dialog.read("SQLAlchemy");
  await dialog.expectFailure(/Python is not available.*The first use needs the network\./s);
  await page.context().setOffline(false);
  await dialog.read("SQLAlchemy");
  await dialog.expectTables(["kites 2 columns", "pilots 2 columns"]);
});

test("Python without models is reported, and nothing runs", async ({ page }) => {
  const dialog = await openDialog(page);
  await dialog.text.fill("import pandas\n\ndef load():\n    return pandas.DataFrame()\n");
  await dialog.button("Read").click();
  await dialog.expectFailure("The Python text has no models of SQLModel, SQLAlchemy, Django");
});
