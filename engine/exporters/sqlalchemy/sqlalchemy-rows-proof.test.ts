/** Rows go through the exported models and the real SQLAlchemy. */
import { proveDeclarativeRows } from "../../testing/models/index.ts";
import { sqlalchemy } from "./index.ts";

proveDeclarativeRows({ exporter: sqlalchemy, library: "sqlalchemy" });
