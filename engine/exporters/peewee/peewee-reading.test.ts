/** The models, read again by the real Peewee, are the design that they were exported from. */
import {
  bracketedNames,
  type Difference,
  defaultsInType,
  entityNames,
  enumValues,
  keyTypes,
  numberedKeys,
  primaryKeyNames,
  proveReading,
  renamedFields,
  uniqueIndexesAsKeys,
  zones,
} from "../../testing/models/index.ts";
import { peewee } from "./index.ts";

const differences: readonly Difference[] = [
  keyTypes,
  zones,
  enumValues("choices in Peewee have no name"),
  uniqueIndexesAsKeys("Peewee makes unique indexes of unique keys"),
  primaryKeyNames("Peewee gives primary keys no names"),
  numberedKeys,
  entityNames,
  defaultsInType,
  renamedFields,
  bracketedNames,
];

proveReading({ exporter: peewee, library: "peewee", differences });
