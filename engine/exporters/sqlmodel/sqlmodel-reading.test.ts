/** The models, read again by the real SQLModel, are the design that they were exported from. */
import {
  bracketedNames,
  defaultsInType,
  entityNames,
  namesOfCycles,
  proveReading,
  renamedFields,
  unusedEnums,
} from "../../testing/models/index.ts";
import { sqlmodel } from "./index.ts";

const differences = [
  namesOfCycles,
  entityNames,
  unusedEnums,
  defaultsInType,
  bracketedNames,
  renamedFields,
];

proveReading({ exporter: sqlmodel, library: "sqlmodel", differences });
