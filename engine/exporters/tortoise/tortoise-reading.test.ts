/** The models, read again by the real Tortoise ORM, are the design that they were exported from. */
import {
  asTortoiseHasIt,
  automaticKeys,
  constantsInSql,
  type Difference,
  digitsOfDecimals,
  entityNames,
  joinTableOrder,
  keyTypes,
  lengthsOfTexts,
  noChecks,
  noCollations,
  primaryKeyNames,
  proveReading,
  renamedFields,
  tortoiseActions,
  typesAs,
  uniqueIndexesAsKeys,
  unusedEnums,
  zones,
} from "../../testing/models/index.ts";
import { tortoise } from "./index.ts";

const differences: readonly Difference[] = [
  keyTypes,
  typesAs("Tortoise has one float", { float: { kind: "float" } }),
  zones,
  lengthsOfTexts,
  digitsOfDecimals,
  tortoiseActions,
  noChecks,
  automaticKeys,
  constantsInSql,
  noCollations,
  uniqueIndexesAsKeys("Tortoise names unique keys itself"),
  primaryKeyNames("Tortoise gives primary keys no names"),
  entityNames,
  renamedFields,
  joinTableOrder("Tortoise orders the columns of a join table by its relation"),
  unusedEnums,
];

proveReading({ exporter: tortoise, library: "tortoise", differences, expected: asTortoiseHasIt });
