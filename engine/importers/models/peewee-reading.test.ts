/** What the reader of Peewee does with models that are incomplete, or that use their database while they load. */
import { describe, expect, it } from "vitest";
import { countedIds } from "../../schema/index.ts";
import { outlineOf } from "../../testing/models/index.ts";
import { type Models, openPython, pythonAvailable } from "../../testing/python/index.ts";
import { documentOfModels } from "./document.ts";

const read = async (models: Models) => (await openPython("peewee")).read(models);

const found = async (models: Models) => outlineOf(await read(models));

describe.skipIf(!pythonAvailable("peewee"))("the reader of Peewee", () => {
  it("leaves out a class that fails, and keeps the keys that lead to it as loose references", async () => {
    const description = await read(`from peewee import *

class Cow(Model):
    name = CharField(max_lenght=20)

class Calf(Model):
    mother = ForeignKeyField(Cow, backref="calves", on_delete="CASCADE")
    father = DeferredForeignKey("Bull", null=True)
`);
    const { tables, keys, columns, warnings } = outlineOf(description);
    expect(tables).toEqual(["calf"]);
    expect(columns).toEqual([
      "calf.id integer",
      "calf.mother_id integer",
      "calf.father_id integer",
    ]);
    expect(keys).toEqual(["calf.mother_id -> cow cascade", "calf.father_id -> bull no action"]);
    expect(warnings).toEqual([
      expect.stringMatching(/^models.py:4 The class "Cow" is left out: TypeError/),
    ]);
    const { value } = documentOfModels(description, countedIds());
    expect(value.references.map(({ targetName }) => targetName)).toEqual(["cow", "bull"]);
  });

  it("replaces absent modules, bases and fields", async () => {
    const { tables, columns, warnings, notes } = await found(`
import flask
from peewee import CharField, ForeignKeyField
from playhouse.flask_utils import FlaskDB
from playhouse.postgres_ext import ArrayField, BinaryJSONField, DateTimeTZField, HStoreField
from peewee_extra import EncryptedCharField, MoneyField, SoftDeleteMixin

app = flask.Flask(__name__)
db_wrapper = FlaskDB(app)

class Base(db_wrapper.Model):
    pass

class Farm(Base, SoftDeleteMixin):
    name = EncryptedCharField(max_length=30, key="secret")
    income = MoneyField(null=True)
    fields = ArrayField(CharField)
    data = BinaryJSONField(null=True)
    seen = DateTimeTZField(null=True)
    labels = HStoreField(null=True)

class Service(SoftDeleteMixin):
    pass

@app.route("/")
def farms():
    return Farm.select()
`);
    expect(tables).toEqual(["farm"]);
    expect(columns).toEqual([
      "farm.id integer",
      "farm.name varchar(30)",
      "farm.income text",
      "farm.fields varchar(255)[]",
      "farm.data json",
      "farm.seen timestamptz",
      "farm.labels HSTORE",
    ]);
    expect(warnings).toEqual([
      expect.stringMatching(/^models.py:9 "db_wrapper" is left out/),
      expect.stringMatching(
        /^models.py:14 The fields that Farm inherits from peewee_extra.SoftDeleteMixin/,
      ),
    ]);
    expect(notes).toEqual(expect.arrayContaining([expect.stringMatching(/peewee_extra/)]));
  });

  it("lets files use a database while they load", async () => {
    const { tables, warnings } = await found(`
from peewee import *

db = SqliteDatabase("/nowhere/farm.db")
server = PostgresqlDatabase("farm")

class Hen(Model):
    eggs = IntegerField(default=3)
    class Meta:
        database = db

class Egg(Model):
    hen = ForeignKeyField(Hen, backref="laid")
    class Meta:
        database = server

db.connect()
db.create_tables([Hen])
Hen.create()
count = Hen.select().count()
server.connect()

class Counted(Model):
    number = IntegerField(default=count)
    class Meta:
        table_name = f"counted_{count}"
`);
    expect(tables).toEqual(["hen", "egg", "counted_1"]);
    expect(warnings).toEqual([]);
  });

  it("keeps the rest of a file with a syntax error, and the other files", async () => {
    const { tables, warnings } = await found({
      "a.py": `from peewee import *
class One(Model):
    name = TextField()
class Two(Model):
    name = TextField(
class Three(Model):
    one = ForeignKeyField(One)
`,
      "b.py":
        "from peewee import *\nfrom a import One\nclass Four(Model):\n    one = ForeignKeyField(One)\n",
    });
    expect(tables).toEqual(["one", "three", "four"]);
    expect(warnings).toEqual([expect.stringMatching(/^a.py:5 A part of the file is left out/)]);
  });

  it("does not keep the models of a file for the next one", async () => {
    const text =
      "from peewee import *\nclass Late(Model):\n    other = DeferredForeignKey('Later')\n";
    expect((await found(text)).keys).toEqual(["late.other_id -> later no action"]);
    const next = await found("from peewee import *\nclass Later(Model):\n    name = TextField()\n");
    expect(next.tables).toEqual(["later"]);
  });

  it("has no tables for bases, and reports the fields that they give to others", async () => {
    const { tables, columns, notes } = await found(`
from peewee import *
class BaseModel(Model):
    created = DateField()
class Leaf(BaseModel):
    shape = TextField(choices=["round", "long"])
`);
    expect(tables).toEqual(["leaf"]);
    expect(columns).toEqual(["leaf.id integer", "leaf.created date", "leaf.shape leaf_shape"]);
    expect(notes).toEqual(
      expect.arrayContaining(["The class BaseModel is a base of others, so it has no table."]),
    );
  });
});
