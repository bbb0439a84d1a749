/** What the reader of Django does with models that are incomplete, old, or far from their project. */
import { describe, expect, it } from "vitest";
import { countedIds, recordsOf } from "../../schema/index.ts";
import { outlineOf } from "../../testing/models/index.ts";
import { type Models, openPython, pythonAvailable } from "../../testing/python/index.ts";
import { documentOfModels } from "./document.ts";

const read = async (models: Models) => (await openPython("django")).read(models);

const found = async (models: Models) => outlineOf(await read(models));

describe.skipIf(!pythonAvailable("django"))("the reader of Django", () => {
  it("keeps the actions that Django carries out as actions of the design", async () => {
    const actions = "CASCADE SET_NULL PROTECT RESTRICT SET_DEFAULT DO_NOTHING DB_CASCADE".split(
      " ",
    );
    const fields = actions.map(
      name =>
        `    ${name.toLowerCase()} = models.ForeignKey("self", models.${name}, null=True, related_name="+")`,
    );
    const { keys } = await found(
      `from django.db import models\nclass Node(models.Model):\n${fields.join("\n")}\n`,
    );
    expect(keys.map(key => key.replace(/.*app_node /, ""))).toEqual([
      "cascade",
      "set null",
      "restrict",
      "restrict",
      "set default",
      "no action",
      "cascade",
    ]);
  });

  it("leaves out a class that fails, and reports its line", async () => {
    const { tables, warnings, keys } = await found({
      "farm/models.py": `from django.db import models

class Cow(models.Model):
    name = models.CharField(max_lenght=20)

class Calf(models.Model):
    mother = models.ForeignKey(Cow, models.CASCADE)
`,
    });
    expect(tables).toEqual(["farm_calf"]);
    expect(keys).toEqual(["farm_calf.mother_id -> farm_cow cascade"]);
    expect(warnings).toEqual([
      `farm/models.py:4 The class "Cow" is left out: TypeError: Field.__init__() got an unexpected keyword argument 'max_lenght'. Did you mean 'max_length'?`,
    ]);
  });

  it("keeps a foreign key to an absent table as a loose reference", async () => {
    const description = await read({
      "farm/models.py": `from django.db import models
from vets.models import Vet

class Visit(models.Model):
    vet = models.ForeignKey(Vet, models.CASCADE)
    field = models.ForeignKey("fields.Field", models.SET_NULL, null=True)
`,
    });
    const { value, diagnostics } = documentOfModels(description, countedIds());
    expect(value.references.map(({ targetName }) => targetName)).toEqual([
      "vets_vet",
      "fields_field",
    ]);
    expect(recordsOf(value.document, "column").map(({ name }) => name)).toEqual([
      "id",
      "vet_id",
      "field_id",
    ]);
    expect(diagnostics.filter(({ code }) => code === "missing-table")).toHaveLength(2);
  });

  it("reads one file without its app, with any name", async () => {
    const text =
      "from django.db import models\nclass Hen(models.Model):\n    eggs = models.IntegerField()\n";
    expect((await found({ "hens.py": text })).tables).toEqual(["app_hen"]);
    expect((await found({ "app/models.py": text, "hens.py": text })).tables).toEqual([
      "app2_hen",
      "app_hen",
    ]);
  });

  it("reads files without a folder that import each other", async () => {
    const { tables, warnings } = await found({
      "base.py": `from django.db import models
class Named(models.Model):
    name = models.TextField()
    class Meta:
        abstract = True
`,
      "models.py": "from base import Named\nclass Goose(Named):\n    pass\n",
      "more.py":
        "from .base import Named\nfrom models import Goose\nclass Gander(Named):\n    pass\n",
    });
    expect(tables).toEqual(["app_goose", "app_gander"]);
    expect(warnings).toEqual([]);
  });

  it("reads what older versions of Django had", async () => {
    const { tables, columns, warnings } = await found(`
from django.contrib.postgres.fields import ArrayField, JSONField
from django.db import models
from django.utils.encoding import python_2_unicode_compatible
from django.utils.translation import ugettext_lazy as _

@python_2_unicode_compatible
class Goat(models.Model):
    name = models.CharField(_("name"), max_length=20)
    herd = models.ForeignKey("Herd")
    horns = ArrayField(models.IntegerField())
    data = JSONField(null=True)
    tame = models.NullBooleanField()

    class Meta:
        index_together = [("name", "tame")]
        constraints = [models.CheckConstraint(check=models.Q(name__gt="a"), name="named")]

class Herd(models.Model):
    pass
`);
    expect(tables).toEqual(["app_goat", "app_herd"]);
    expect(columns.slice(1, 6)).toEqual([
      "app_goat.name varchar(20)",
      "app_goat.herd_id bigint",
      "app_goat.horns integer[]",
      "app_goat.data json",
      "app_goat.tame boolean",
    ]);
    expect(warnings).toEqual([]);
  });

  it("replaces modules and settings that are absent", async () => {
    const { tables, columns, warnings, notes } = await found({
      "zoo/models.py": `
import requests
from django.conf import settings
from django.contrib.gis.db import models as gis
from django.db import models
from model_utils.models import TimeStampedModel
from phonenumber_field.modelfields import PhoneNumberField
from mptt.models import MPTTModel, TreeForeignKey
from autoslug import AutoSlugField
from taggit.managers import TaggableManager
from wagtail.models import SomeMixin

class Cage(TimeStampedModel, SomeMixin):
    phone = PhoneNumberField(blank=True, region="FR")
    slug = AutoSlugField(populate_from="phone")
    place = gis.PointField(geography=True)
    tags = TaggableManager()
    size = models.IntegerField(default=settings.CAGE_SIZE)
    depth = models.IntegerField(default=getattr(settings, "CAGE_DEPTH", 3))
    name = models.CharField(max_length=settings.NAME_LENGTH)

class Kind(MPTTModel):
    parent = TreeForeignKey("self", on_delete=models.CASCADE, null=True)

    class MPTTMeta:
        order_insertion_by = ["name"]

class Helper(SomeMixin):
    pass

requests.get("https://example.org")
Cage.objects.create()
`,
      "config/settings.py": "NAME_LENGTH = 30\n",
    });
    expect(tables).toEqual(["zoo_cage", "zoo_kind"]);
    expect(columns).toEqual([
      "zoo_cage.id bigint",
      "zoo_cage.phone text",
      "zoo_cage.slug varchar(50)",
      "zoo_cage.place point",
      "zoo_cage.size integer",
      "zoo_cage.depth integer",
      "zoo_cage.name varchar(30)",
      "zoo_kind.id bigint",
      "zoo_kind.parent_id bigint",
    ]);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^zoo\/models.py:13 The fields that Cage inherits from model_utils.models.TimeStampedModel/,
      ),
      expect.stringMatching(/^zoo\/models.py:13 "Cage.phone" is a text/),
      expect.stringMatching(
        /^zoo\/models.py:22 The fields that Kind inherits from mptt.models.MPTTModel/,
      ),
    ]);
    expect(notes).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/"Cage.tags" is left out/),
        expect.stringMatching(/^A statement is left out: /),
        expect.stringMatching(
          /^The default <settings.CAGE_SIZE, which is not installed> of "zoo_cage.size"/,
        ),
      ]),
    );
  });

  it("keeps the rest of a file with a syntax error, and the other files", async () => {
    const { tables, warnings } = await found({
      "a/models.py": `from django.db import models
class One(models.Model):
    name = models.TextField()
class Two(models.Model):
    name = models.TextField(
class Three(models.Model):
    one = models.ForeignKey(One, models.CASCADE)
`,
      "b/models.py":
        "from django.db import models\nclass Four(models.Model):\n    two = models.ForeignKey('a.One', models.CASCADE)\n",
    });
    expect(tables).toEqual(["a_one", "a_three", "b_four"]);
    expect(warnings).toEqual([
      expect.stringMatching(/^a\/models.py:5 A part of the file is left out/),
    ]);
  });

  it("finds a class whose app has another name than its folder", async () => {
    const { keys } = await found({
      "a/models.py": "from django.db import models\nclass One(models.Model):\n    pass\n",
      "b/models.py":
        "from django.db import models\nclass Two(models.Model):\n    one = models.ForeignKey('core.One', models.CASCADE)\n",
    });
    expect(keys).toEqual(["b_two.one_id -> a_one cascade"]);
  });

  it("keeps keys to a class of users that is in none of the files", async () => {
    const { keys, tables, warnings } = await found({
      "farm/models.py": `from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models

User = get_user_model()

class Visit(models.Model):
    visitor = models.ForeignKey(User, models.CASCADE)
    host = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
`,
      "config/settings/base.py": 'AUTH_USER_MODEL = "accounts.Person"\n',
    });
    expect(tables).toEqual(["farm_visit"]);
    expect(keys).toEqual([
      "farm_visit.visitor_id -> accounts_person cascade",
      "farm_visit.host_id -> accounts_person set null",
    ]);
    expect(warnings).toEqual([]);
  });

  it("reads options of Meta from absent classes, and classes with several absent bases", async () => {
    const { tables, warnings } = await found({
      "farm/models.py": `from cms.models import Page, Routable, Tracked
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.forms import ModelForm

class Blog(Routable, Page):
    """A page."""
    title = models.CharField(max_length=9)
    content_panels = Page.content_panels + [Routable.panel("title")]

    class Meta(Tracked.Meta):
        indexes = [*Tracked.Meta.indexes, models.Index(fields=["title"], name="by_title")]
        constraints = [ExclusionConstraint(name="no_overlap", expressions=[])]

class BlogForm(ModelForm):
    class Meta:
        model = Blog
        fields = ["title"]
`,
    });
    expect(tables).toEqual(["farm_blog"]);
    expect(warnings).toEqual([
      expect.stringMatching(
        /The fields that Blog inherits from cms.models.Routable, cms.models.Page are missing/,
      ),
      expect.stringMatching(
        /<django.contrib.postgres.constraints.ExclusionConstraint.* of "farm_blog" is left out/,
      ),
    ]);
  });

  it("reads an app with the label of one of Django, and keys to a proxy of Django's users", async () => {
    const { tables, keys, notes } = await found({
      "auth/models.py": `from django.contrib.auth.models import User
from django.db import models

class Keeper(User):
    class Meta:
        proxy = True

class Key(models.Model):
    keeper = models.ForeignKey(Keeper, models.CASCADE)
`,
    });
    expect(tables).toEqual(expect.arrayContaining(["auth2_key", "auth_user"]));
    expect(keys).toContain("auth2_key.keeper_id -> auth_user cascade");
    expect(notes).toContain(
      'The app in auth has the label "auth2", because another app has the name of its folder.',
    );
  });

  it("reports choices that are no texts", async () => {
    const { notes, columns } = await found(`from django.db import models
class Grade(models.Model):
    stars = models.IntegerField(choices=[(1, "one"), (2, "two")])
    word = models.CharField(max_length=4, choices=[("good", "Good")])
`);
    expect(columns.slice(1)).toEqual(["app_grade.stars integer", "app_grade.word app_grade_word"]);
    expect(notes).toEqual(
      expect.arrayContaining([
        'The choices of "app_grade" (stars) are no texts, so the design omits them.',
        'In the design, the choices of word in "app_grade" are enums, whose values the database checks.',
      ]),
    );
  });

  it("leaves nothing behind for the next models", async () => {
    const user =
      "from django.contrib.auth.models import AbstractUser\nclass Boss(AbstractUser):\n    pass\n";
    const note = `from django.conf import settings
from django.db import models
class Note(models.Model):
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
`;
    expect((await found({ "x/models.py": user, "y/models.py": note })).keys).toContain(
      "y_note.by_id -> x_boss cascade",
    );
    const { keys, tables } = await found(note);
    expect(keys).toContain("app_note.by_id -> auth_user cascade");
    expect(tables).toContain("auth_user");
  });
});
