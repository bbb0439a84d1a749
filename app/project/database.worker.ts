/** The worker that owns a project's rows. */
import { expose } from "comlink";
import { loadSqlite } from "../sqlite/index.ts";
import { DatabaseWorkerService } from "./database-worker-service.ts";

expose(new DatabaseWorkerService(loadSqlite));
