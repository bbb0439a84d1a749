/** What Peewee can express. */
import { approximated, full, type Support } from "../features.ts";

export const support: Support = {
  types: approximated("A datetime has no zone; a foreign key has the type of its target."),
  nullability: full,
  serverDefaults: approximated(
    "Written as SQL in `constraints`; constants are also set on new objects by `default`.",
  ),
  enums: approximated("A text with `choices` and a check."),
  primaryKeys: full,
  compositePrimaryKeys: full,
  noPrimaryKey: full,
  uniqueKeys: approximated("Peewee creates a unique index."),
  checks: full,
  indexes: full,
  descendingIndexes: full,
  partialIndexes: full,
  expressionIndexes: full,
  foreignKeys: full,
  compositeForeignKeys: approximated("A constraint in SQL, without a relation."),
  uniqueTargets: full,
  referentialActions: full,
  constraintNames: approximated("Primary keys have no name."),
  oneToOne: approximated("The other side is a list of at most one row."),
  manyToMany: approximated("Relations of a table to itself are reached by the join table's class."),
  selfReferences: approximated(
    "In a cycle of tables, one constraint is written as SQL, which PostgreSQL and MySQL reject.",
  ),
  computedColumns: approximated("Written as SQL in `constraints`."),
  identities: approximated("AUTOINCREMENT in `constraints`, which only SQLite accepts."),
  collations: full,
  comments: approximated("Docstrings and `help_text`; the database does not have them."),
  names: full,
  unknownTypes: full,
};
