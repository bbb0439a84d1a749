/** The models, read again by the real SQLAlchemy, are the design that they were exported from. */
import {
  bracketedNames,
  type Difference,
  defaultsInType,
  entityNames,
  namesOfCycles,
  proveReading,
  renamedFields,
  unusedEnums,
} from "../../testing/models/index.ts";
import { sqlalchemy } from "./index.ts";

const differences: readonly Difference[] = [
  namesOfCycles,
  entityNames,
  unusedEnums,
  defaultsInType,
  bracketedNames,
  renamedFields,
];

proveReading({ exporter: sqlalchemy, library: "sqlalchemy", differences });
