/** What the reader of Tortoise does with models that are incomplete, or that open sessions while they load. */
import { describe, expect, it } from "vitest";
import { countedIds } from "../../schema/index.ts";
import { outlineOf } from "../../testing/models/index.ts";
import { type Models, openPython, pythonAvailable } from "../../testing/python/index.ts";
import { documentOfModels } from "./document.ts";

const read = async (models: Models) => (await openPython("tortoise")).read(models);

const found = async (models: Models) => outlineOf(await read(models));

describe.skipIf(!pythonAvailable("tortoise"))("the reader of Tortoise", () => {
  it("leaves out a class that fails, and keeps the keys that lead to it as loose references", async () => {
    const description = await read(`from tortoise import fields
from tortoise.models import Model
from vets import Vet

class Cow(Model):
    name = fields.CharField()

class Calf(Model):
    mother = fields.ForeignKeyField("models.Cow", related_name="calves", on_delete=fields.RESTRICT)
    vet = fields.ForeignKeyField(Vet, null=True)
    friends = fields.ManyToManyField("models.Cow")
`);
    const { tables, keys, columns, warnings } = outlineOf(description);
    expect(tables).toEqual(["calf"]);
    expect(columns).toEqual(["calf.id integer", "calf.mother_id integer", "calf.vet_id integer"]);
    expect(keys).toEqual(["calf.mother_id -> cow restrict", "calf.vet_id -> vet cascade"]);
    expect(warnings).toEqual([
      expect.stringMatching(/^models.py:6 The class "Cow" is left out: TypeError/),
      'models.py:8 The many-to-many relation "Calf.friends" is left out: models.Cow does not exist.',
    ]);
    const { value } = documentOfModels(description, countedIds());
    expect(value.references.map(({ targetName }) => targetName)).toEqual(["cow", "vet"]);
  });

  it("replaces absent modules, bases and fields, and opens no session", async () => {
    const { tables, columns, warnings } = await found(`
from fastapi import FastAPI
from passlib.hash import bcrypt
from tortoise import Tortoise, fields, run_async
from tortoise.contrib.fastapi import register_tortoise
from tortoise.contrib.pydantic import pydantic_model_creator
from shop.enums import Kind
from tortoise_extra import AbstractModel, MoneyField, PhoneCharField, SoftDeleteMixin

app = FastAPI()

class Base(AbstractModel):
    class Meta:
        abstract = True

class Farm(Base, SoftDeleteMixin):
    phone = PhoneCharField(max_length=30, region="FR")
    income = MoneyField(currency="EUR", null=True)
    kind = fields.CharEnumField(Kind, default=Kind.SMALL, max_length=9)

class Service(SoftDeleteMixin):
    pass

FarmOut = pydantic_model_creator(Farm, name="Farm")
register_tortoise(app, db_url="sqlite://:memory:", modules={"models": ["models"]})
Tortoise.init_models(["models"], "models")

async def main():
    await Tortoise.init(db_url="postgres://example.org", modules={"models": ["models"]})
    raise RuntimeError("This must not run.")

run_async(main())

@app.get("/")
async def farms():
    return await Farm.all()
`);
    expect(tables).toEqual(["farm"]);
    expect(columns).toEqual([
      "farm.id integer",
      "farm.phone varchar(30)",
      "farm.income text",
      "farm.kind varchar(9)",
    ]);
    expect(warnings).toEqual([
      expect.stringMatching(/The fields that Farm inherits from tortoise_extra.SoftDeleteMixin/),
      expect.stringMatching(/The values of "farm.kind" are not known: <shop.enums.Kind/),
    ]);
  });

  it("finds classes of other apps by their names, and the nearer one of two", async () => {
    const head = "from tortoise import fields\nfrom tortoise.models import Model\n";
    const { keys, tables } = await found({
      "shop/models.py": `${head}class Product(Model):
    maker = fields.ForeignKeyField("people.Maker")
class Order(Model):
    product = fields.ForeignKeyField("shop.Product", db_constraint=False)
    class Meta:
        table = "shop_order"
`,
      "crm/models.py": `${head}class Maker(Model):
    name = fields.TextField()
class Order(Model):
    maker = fields.ForeignKeyField("crm.Maker", related_name="orders")
class Line(Model):
    order = fields.ForeignKeyField("shop.Order", related_name="lines")
`,
    });
    expect(new Set(tables)).toEqual(new Set(["product", "shop_order", "maker", "order", "line"]));
    expect(new Set(keys)).toEqual(
      new Set([
        "product.maker_id -> maker cascade",
        "shop_order.product_id -> product cascade",
        "order.maker_id -> maker cascade",
        "line.order_id -> shop_order cascade",
      ]),
    );
  });

  it("keeps relations whose names are taken, or whose target is no key", async () => {
    const { keys, warnings } = await found(`from tortoise import fields
from tortoise.models import Model

class Hive(Model):
    name = fields.TextField()

class Bee(Model):
    home = fields.ForeignKeyField("models.Hive", related_name="bees")
    birthplace = fields.ForeignKeyField("models.Hive", related_name="bees")
    other = fields.ForeignKeyField("models.Hive", related_name="others", to_field="name")
`);
    expect(keys).toEqual([
      "bee.home_id -> hive cascade",
      "bee.birthplace_id -> hive cascade",
      "bee.other_id -> hive cascade",
    ]);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^models.py:7 The name "bees" of the other side of "Bee.(home|birthplace)" is taken/,
      ),
    ]);
  });

  it("has constraints that only migrations create", async () => {
    const description = await read(`from tortoise import fields
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint
from tortoise.models import Model

class Hive(Model):
    name = fields.CharField(max_length=20)
    bees = fields.IntField()

    class Meta:
        constraints = [
            CheckConstraint(check="bees > 0", name="has_bees"),
            UniqueConstraint(fields=("name", "bees"), name="unique_hive"),
            UniqueConstraint(fields=("name",), name="one_empty", condition="bees = 0"),
        ]
`);
    expect(description.tables[0]).toMatchObject({
      checks: [{ name: "has_bees", expression: "bees > 0" }],
      uniqueKeys: [{ name: "unique_hive", columns: ["name", "bees"] }],
      indexes: [{ name: "one_empty", unique: true, where: "bees = 0" }],
    });
    expect(outlineOf(description).notes).toEqual([
      'Tortoise creates the constraints in Meta of "Hive" by migrations alone.',
    ]);
  });

  it("keeps the rest of a file with a syntax error, and the other files", async () => {
    const head = "from tortoise import fields\nfrom tortoise.models import Model\n";
    const { tables, warnings } = await found({
      "a.py": `${head}class One(Model):
    name = fields.TextField()
class Two(Model):
    name = fields.TextField(
class Three(Model):
    one = fields.ForeignKeyField("models.One")
`,
      "b.py": `${head}class Four(Model):\n    one = fields.ForeignKeyField("models.One")\n`,
    });
    expect(tables).toEqual(["one", "three", "four"]);
    expect(warnings).toEqual([expect.stringMatching(/^a.py:6 A part of the file is left out/)]);
  });
});
