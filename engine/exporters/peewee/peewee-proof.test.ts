/** The models, loaded by the real Peewee: the tables that it makes are those of the design. */
import {
  columnOrder,
  type Difference,
  numberedKeys,
  primaryKeyNames,
  proveModels,
  quotedNames,
  relationNames,
  typesAs,
  uniqueIndexesAsKeys,
} from "../../testing/models/index.ts";
import { peewee } from "./index.ts";

const integer = { kind: "integer" };
const text = { kind: "text" };

const differences: readonly Difference[] = [
  typesAs("Peewee declares whole numbers and booleans in SQLite as INTEGER", {
    integer,
    boolean: integer,
  }),
  typesAs("Peewee declares UUIDs, which are CHAR(32), and JSON in SQLite as TEXT", {
    char: text,
    json: text,
  }),
  typesAs("Peewee has one floating point type in SQLite", { float: { kind: "float" } }),
  typesAs("Peewee has no zones", { datetime: { kind: "datetime" } }),
  uniqueIndexesAsKeys("Peewee makes unique indexes of unique keys"),
  columnOrder("Peewee orders key columns first, and references in cycles last"),
  primaryKeyNames("Peewee gives primary keys no names"),
  numberedKeys,
  quotedNames,
  relationNames,
];

proveModels({ exporter: peewee, library: "peewee", differences });
