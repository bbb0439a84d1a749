/** Models of Django in every style of its documentation. */
import {
  automaticKeys,
  constantsInSql,
  type Difference,
  enumChecks,
  proveStyles,
  quotedNames,
  relationNames,
  sqlOfDjango,
  typesAs,
  uniqueIndexesAsKeys,
} from "../../testing/models/index.ts";

const differences: readonly Difference[] = [
  typesAs("in SQLite, Django has texts for JSON and UUIDs, and decimals without digits", {
    json: { kind: "text" },
    uuid: { kind: "char", length: 32 },
    float: { kind: "float" },
    decimal: { kind: "decimal" },
    datetime: { kind: "datetime" },
  }),
  {
    because: "Django itself carries out most actions",
    normalize: record =>
      record.kind === "foreignKey" ? { ...record, onDelete: "no action" } : record,
  },
  {
    because: "Django checks JSON in SQLite",
    normalize: record =>
      record.kind === "check" && /JSON_VALID/.test(String(record.expression)) ? null : record,
  },
  {
    because: "Django declares positive numbers in SQLite as UNSIGNED, which includes larger ones",
    normalize: (record, all) =>
      all.some(
        ({ kind, table, expression }) =>
          kind === "check" &&
          table === record.table &&
          String(expression).replaceAll('"', "") === `${record.name} >= 0`,
      ) && record.kind === "column"
        ? { ...record, type: "positive" }
        : record,
  },
  automaticKeys,
  constantsInSql,
  sqlOfDjango,
  quotedNames,
  enumChecks,
  relationNames,
  uniqueIndexesAsKeys("Django makes unique indexes of unique_together"),
];

const relations = `
from django.apps import apps
from django.db import models

def relations_of(model):
    for field in model._meta.get_fields(include_parents=False):
        target = field.related_model._meta.concrete_model.__name__ if field.related_model else None
        if isinstance(field, models.ForeignKey):
            yield f"{model.__name__}.{field.name} to one {target}"
        elif isinstance(field, models.ManyToManyField):
            yield f"{model.__name__}.{field.name} to many {target}"
        elif isinstance(field, models.ManyToOneRel) and field.related_name and not field.hidden:
            yield f"{model.__name__}.{field.related_name} to {'one' if field.one_to_one else 'many'} {target}"

[each for model in apps.get_models() if not model._meta.proxy for each in relations_of(model)]
`;

const lost = {
  // A relation of a design does not have the name of a column.
  database: ["Line.product to one Product"],
  relations: [
    "Town.country to one Country",
    // A many-to-many relation is named after a key of its join table, in the plural.
    "Traveller.visited to many Town",
    // These join tables have more columns, so their classes lead to the other side.
    "Traveller.trips to many Town",
    "Traveller.wishes to many Town",
  ],
};

proveStyles({ library: "django", differences, relations, lost });
