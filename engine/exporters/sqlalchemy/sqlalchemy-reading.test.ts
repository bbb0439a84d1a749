/** The models, read again by the real SQLAlchemy, are the design that they were exported from. */
import {
  bracketedNames,
  type Difference,
  defaultsInType,
  entityNames,
  proveReading,
  unusedEnums,
} from "../../testing/models/index.ts";
import { sqlalchemy } from "./index.ts";

const differences: readonly Difference[] = [
  {
    because: "a key that closes a cycle of tables needs a name, with which it can be dropped",
    normalize: record =>
      record.kind === "foreignKey" && /_fkey\d*$/.test(String(record.name))
        ? { ...record, name: null }
        : record,
  },
  entityNames,
  unusedEnums,
  defaultsInType,
  bracketedNames,
];

proveReading({ exporter: sqlalchemy, library: "sqlalchemy", differences });
