/** The models, read again by the real SQLAlchemy, are the design that they were exported from. */
import {
  bracketedNames,
  type Difference,
  defaultsInType,
  entityNames,
  namesOfCycles,
  proveReading,
  unusedEnums,
} from "../../testing/models/index.ts";
import { sqlalchemy } from "./index.ts";

const differences: readonly Difference[] = [
  namesOfCycles,
  entityNames,
  unusedEnums,
  defaultsInType,
  bracketedNames,
];

proveReading({ exporter: sqlalchemy, library: "sqlalchemy", differences });
