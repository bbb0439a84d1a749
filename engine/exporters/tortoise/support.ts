/** What Tortoise ORM can express. */
import { approximated, full, type Support, unsupported } from "../features.ts";

export const support: Support = {
  types: approximated(
    "In SQLite, decimals are texts and times cannot be stored; datetimes have a zone; a foreign key has the type of its target.",
  ),
  nullability: full,
  serverDefaults: full,
  enums: approximated("A text that Python checks, not the database."),
  primaryKeys: approximated(
    "A text without a length has 255 characters; no JSON and no binary keys.",
  ),
  compositePrimaryKeys: approximated(
    "An additional column is the key; the columns are unique together.",
  ),
  noPrimaryKey: approximated("An additional column is the key."),
  uniqueKeys: full,
  checks: unsupported("Checks are comments."),
  indexes: full,
  descendingIndexes: full,
  partialIndexes: full,
  expressionIndexes: full,
  foreignKeys: full,
  compositeForeignKeys: unsupported("The columns have no relation and no constraint."),
  uniqueTargets: full,
  referentialActions: approximated("No ON UPDATE."),
  constraintNames: unsupported("Indexes alone have names."),
  oneToOne: full,
  manyToMany: approximated("The join table has a unique index instead of a primary key."),
  selfReferences: approximated("In a cycle of tables, one foreign key is a plain column."),
  computedColumns: approximated(
    "A class of the module writes the SQL; rows whose key is set by hand cannot be inserted.",
  ),
  identities: approximated("Keys never use a number again in SQLite."),
  collations: unsupported("The databases' default applies."),
  comments: full,
  names: full,
  unknownTypes: full,
};
