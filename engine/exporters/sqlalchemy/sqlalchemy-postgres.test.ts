/** The models on PostgreSQL: the tables that SQLAlchemy creates there are those of our script. */
import { provePostgres } from "../../testing/models/index.ts";
import { sqlalchemy } from "./index.ts";

provePostgres({ exporter: sqlalchemy, library: "sqlalchemy", metadata: "Base.metadata" });
