/** Models of Tortoise ORM in every style of its documentation. */
import {
  automaticKeys,
  columnOrder,
  constantsInSql,
  type Difference,
  enumChecks,
  proveStyles,
  quotedNames,
  relationNames,
  typesAs,
  uniqueIndexesAsKeys,
  zones,
} from "../../testing/models/index.ts";

const integer = { kind: "integer" };
const text = { kind: "text" };

const differences: readonly Difference[] = [
  typesAs("in SQLite, Tortoise has one integer, one float, and texts for decimals and UUIDs", {
    integer,
    boolean: integer,
    float: { kind: "float" },
    decimal: text,
    varchar: text,
    char: text,
    uuid: text,
  }),
  zones,
  automaticKeys,
  constantsInSql,
  enumChecks,
  columnOrder("Tortoise orders columns by their kind"),
  quotedNames,
  relationNames,
  uniqueIndexesAsKeys("Tortoise makes a unique index of a join table"),
];

const relations = `
import tortoise.models
from tortoise.fields.relational import ForeignKeyFieldInstance, ManyToManyFieldInstance, OneToOneFieldInstance

def relations_of(model):
    for name, field in model._meta.fields_map.items():
        if isinstance(field, ManyToManyFieldInstance):
            yield f"{model.__name__}.{name} to many {field.related_model.__name__}"
        elif isinstance(field, ForeignKeyFieldInstance):
            yield f"{model.__name__}.{name} to one {field.related_model.__name__}"
            if field.related_name:
                kind = "one" if isinstance(field, OneToOneFieldInstance) else "many"
                yield f"{field.related_model.__name__}.{field.related_name} to {kind} {model.__name__}"

models = {each for each in globals().values() if isinstance(each, type) and issubclass(each, tortoise.models.Model)}
sorted({relation for model in models if not model._meta.abstract for relation in relations_of(model)})
`;

const lost = {
  relations: [
    // A table with other columns is no plain join table.
    "Event.fans to many Team",
    // A many-to-many relation of a design has a name in the plural.
    "Sponsor.sponsored to many Event",
    "Team.liked to many Event",
  ],
};

proveStyles({ library: "tortoise", differences, relations, lost });
