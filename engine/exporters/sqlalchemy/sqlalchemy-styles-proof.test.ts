/** Classes in the classic style make the same tables and lead to the same rows. */
import { declarativeDifferences, proveModels, proveRows } from "../../testing/models/index.ts";
import { sqlalchemy } from "./index.ts";

const classic = {
  exporter: sqlalchemy,
  library: "sqlalchemy",
  options: { style: "classic" },
  isShort: true,
} as const;

proveModels({ ...classic, differences: declarativeDifferences });

proveRows({
  ...classic,
  script: "sqlalchemy_rows.py",
  call: "await round_trip(Declarative(engine, dict(globals())))",
});
