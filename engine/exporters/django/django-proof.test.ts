/** The models, loaded by the real Django: the tables that it makes are those of the design. */
import {
  automaticKeys,
  constantsInSql,
  type Difference,
  fewActions,
  keyTypes,
  namedChecks,
  primaryKeyNames,
  proveModels,
  quotedNames,
  redundantKeys,
  relationNames,
  shortIndexNames,
  sqlOfDjango,
  textsOfFixedLength,
  typesAs,
  uniqueIndexesAsKeys,
  withKeys,
} from "../../testing/models/index.ts";
import { django } from "./index.ts";

const differences: readonly Difference[] = [
  keyTypes,
  typesAs(
    "Django declares JSON as text; it has one float; in SQLite, decimals have no digits and datetimes no zone",
    {
      json: { kind: "text" },
      float: { kind: "float" },
      decimal: { kind: "decimal" },
      datetime: { kind: "datetime" },
    },
  ),
  textsOfFixedLength,
  automaticKeys,
  constantsInSql,
  shortIndexNames,
  fewActions,
  {
    because: "Django checks JSON",
    normalize: record =>
      record.kind === "check" && /JSON_VALID/.test(String(record.expression)) ? null : record,
  },
  namedChecks,
  sqlOfDjango,
  quotedNames,
  relationNames,
  uniqueIndexesAsKeys("Django writes a unique index as a constraint"),
  primaryKeyNames("Django gives primary keys no names"),
  redundantKeys,
];

proveModels({ exporter: django, library: "django", differences, expected: withKeys(32) });
