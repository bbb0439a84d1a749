/** The models, loaded by the real Tortoise ORM: the tables that it makes are those of the design. */
import {
  asTortoiseHasIt,
  automaticKeys,
  columnOrder,
  constantsInSql,
  type Difference,
  keyTypes,
  noChecks,
  noCollations,
  primaryKeyNames,
  proveModels,
  quotedNames,
  relationNames,
  tortoiseActions,
  typesAs,
  uniqueIndexesAsKeys,
} from "../../testing/models/index.ts";
import { tortoise } from "./index.ts";

const integer = { kind: "integer" };
const text = { kind: "text" };

const differences: readonly Difference[] = [
  keyTypes,
  typesAs(
    "in SQLite, Tortoise has one integer, one float, one datetime, and texts for decimals and keys",
    {
      integer,
      boolean: integer,
      float: { kind: "float" },
      datetime: { kind: "datetime" },
      decimal: text,
      varchar: text,
      char: text,
      text,
    },
  ),
  tortoiseActions,
  noChecks,
  automaticKeys,
  constantsInSql,
  noCollations,
  columnOrder("Tortoise orders columns by their kind"),
  quotedNames,
  relationNames,
  uniqueIndexesAsKeys("Tortoise makes a unique index of a join table"),
  primaryKeyNames("Tortoise gives primary keys no names"),
];

proveModels({ exporter: tortoise, library: "tortoise", differences, expected: asTortoiseHasIt });
