/** The models on PostgreSQL: the tables that SQLModel creates there are those of our script. */
import { provePostgres } from "../../testing/models/index.ts";
import { sqlmodel } from "./index.ts";

provePostgres({ exporter: sqlmodel, library: "sqlmodel", metadata: "SQLModel.metadata" });
