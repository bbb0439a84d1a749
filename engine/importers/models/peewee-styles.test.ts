/** Models of Peewee in every style of its documentation. */
import {
  columnOrder,
  type Difference,
  defaultsInType,
  enumChecks,
  numberedKeys,
  proveStyles,
  quotedNames,
  relationNames,
  typesAs,
  uniqueIndexesAsKeys,
} from "../../testing/models/index.ts";
import { withoutParentheses } from "../without-parentheses.ts";

const integer = { kind: "integer" };
const text = { kind: "text" };

const differences: readonly Difference[] = [
  typesAs("Peewee declares whole numbers and booleans in SQLite as INTEGER", {
    integer,
    boolean: integer,
  }),
  typesAs("Peewee declares UUIDs and JSON in SQLite as TEXT", {
    uuid: text,
    json: text,
    char: text,
  }),
  typesAs("Peewee has one floating point type in SQLite", { float: { kind: "float" } }),
  uniqueIndexesAsKeys("Peewee makes unique indexes of unique keys"),
  columnOrder("Peewee orders key columns first, and references in cycles last"),
  {
    because: "Peewee writes truth as a number in conditions",
    normalize: record =>
      typeof record.where === "string"
        ? { ...record, where: withoutParentheses(record.where).replace(/\bFALSE$/, "0") }
        : record,
  },
  numberedKeys,
  quotedNames,
  relationNames,
  enumChecks,
  defaultsInType,
];

const relations = `
import peewee

def relations_of(model):
    for field in model._meta.sorted_fields:
        if isinstance(field, peewee.ForeignKeyField):
            yield f"{model.__name__}.{field.name} to one {field.rel_model.__name__}"
            if field.backref not in ("+", f"{model._meta.name}_set"):
                kind = "one" if field.unique or field.primary_key else "many"
                yield f"{field.rel_model.__name__}.{field.backref} to {kind} {model.__name__}"
    for name, field in model._meta.manytomany.items():
        yield f"{model.__name__}.{name} to many {field.rel_model.__name__}"

models = [each for each in globals().values() if isinstance(each, peewee.ModelBase) and hasattr(each, "_meta")]
sorted({relation for model in models if model.__module__ != "peewee" for relation in relations_of(model)})
`;

const lost = {
  relations: [
    // A many-to-many relation is named after a key of its join table, in the plural: "members", but not "attended".
    "Enrolment.person to one Person",
    "Person.attended to many Course",
  ],
};

proveStyles({ library: "peewee", differences, relations, lost });
