/** The models, read again by the real Django, are the design that they were exported from. */
import {
  automaticKeys,
  bracketedNames,
  constantsInSql,
  type Difference,
  entityNames,
  fewActions,
  joinKeyNames,
  keyTypes,
  namedChecks,
  primaryKeyNames,
  proveReading,
  redundantKeys,
  renamedFields,
  shortIndexNames,
  sqlOfDjango,
  textsOfFixedLength,
  typesAs,
  uniqueIndexesAsKeys,
  unusedEnums,
  wideDecimals,
  withKeys,
} from "../../testing/models/index.ts";
import { django } from "./index.ts";

const differences: readonly Difference[] = [
  keyTypes,
  typesAs("Django has one float, and a setting for zones", {
    float: { kind: "float" },
    datetime: { kind: "datetime" },
  }),
  textsOfFixedLength,
  automaticKeys,
  joinKeyNames,
  constantsInSql,
  shortIndexNames,
  fewActions,
  namedChecks,
  bracketedNames,
  sqlOfDjango,
  uniqueIndexesAsKeys("Django writes a unique index as a constraint, and names each constraint"),
  primaryKeyNames("Django gives primary keys no names"),
  entityNames,
  renamedFields,
  unusedEnums,
  wideDecimals,
  redundantKeys,
];

proveReading({ exporter: django, library: "django", differences, expected: withKeys(64) });
