/** What Django can express. */
import { approximated, full, type Support } from "../features.ts";

export const support: Support = {
  types: approximated(
    "The setting USE_TZ decides on zones; `char` is `varchar`; a foreign key has the type of its target.",
  ),
  nullability: full,
  serverDefaults: full,
  enums: approximated("A text with `TextChoices` and a check."),
  primaryKeys: full,
  compositePrimaryKeys: full,
  noPrimaryKey: approximated("An additional column `id` is the key."),
  uniqueKeys: full,
  checks: full,
  indexes: approximated("Names have 30 characters at most."),
  descendingIndexes: full,
  partialIndexes: full,
  expressionIndexes: full,
  foreignKeys: full,
  compositeForeignKeys: approximated(
    "A `ForeignObject`, which is no public class, and a constraint in SQL.",
  ),
  uniqueTargets: full,
  referentialActions: approximated(
    "CASCADE, SET NULL and SET DEFAULT by the database; no RESTRICT and no ON UPDATE.",
  ),
  constraintNames: approximated("Primary and foreign keys have no name; all others need one."),
  oneToOne: full,
  manyToMany: full,
  selfReferences: full,
  computedColumns: full,
  identities: approximated("Automatic keys never use a number again in SQLite."),
  collations: approximated("Columns of texts, and parts of indexes."),
  comments: approximated("SQLite has none; other databases store them."),
  names: full,
  unknownTypes: full,
};
