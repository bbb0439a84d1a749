/** In a file for each table, the models make the same tables and lead to the same rows. */
import {
  declarativeDifferences,
  declarativeTrip,
  proveModels,
  proveRows,
} from "../../testing/models/index.ts";
import { sqlmodel } from "./index.ts";

const proof = {
  exporter: sqlmodel,
  library: "sqlmodel",
  options: { files: true },
  isShort: true,
} as const;

proveModels({ ...proof, differences: declarativeDifferences });
proveRows({ ...proof, ...declarativeTrip });
