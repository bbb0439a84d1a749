/** The database service with the real worker service across a message channel, and SQLite in Node. */
import { type Endpoint, expose } from "comlink";
import { openDatabase } from "../../../engine/testing/open-database.ts";
import {
  DatabaseService,
  type DatabaseServiceOptions,
  type StartWorker,
} from "../database-service.ts";
import { DatabaseWorkerService } from "../database-worker-service.ts";

const startWorker: StartWorker = () => {
  const { port1, port2 } = new MessageChannel();
  expose(new DatabaseWorkerService(async () => openDatabase), port1 as unknown as Endpoint);
  const terminate = () => port1.close();
  return Object.assign(port2, { terminate }) as unknown as ReturnType<StartWorker>;
};

/** A service, and the workers that it has started. It starts `first` before its own workers. */
export const databaseServiceInNode = (
  options: Omit<DatabaseServiceOptions, "start"> = {},
  first: readonly ReturnType<StartWorker>[] = [],
) => {
  const prepared = [...first];
  const workers: ReturnType<StartWorker>[] = [];
  const start = () => {
    const worker = prepared.shift() ?? startWorker();
    workers.push(worker);
    return worker;
  };
  return { service: new DatabaseService({ ...options, start }), workers };
};
