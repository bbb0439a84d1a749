/** With other options, the models make the same tables and lead to the same rows. */

import {
  declarativeDifferences,
  declarativeTrip,
  proveModels,
  proveRows,
} from "../../testing/models/index.ts";
import type { OptionValues } from "../index.ts";
import { sqlalchemy } from "./index.ts";

const choices: readonly OptionValues[] = [
  { style: "classic" },
  { files: true },
  { style: "classic", files: true },
];

for (const options of choices) {
  const proof = { exporter: sqlalchemy, library: "sqlalchemy", options, isShort: true } as const;
  proveModels({ ...proof, differences: declarativeDifferences });
  proveRows({ ...proof, ...declarativeTrip });
}
