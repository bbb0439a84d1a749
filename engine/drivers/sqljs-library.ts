/** Loads sql.js, with a view of its memory. */
import { invariant } from "../base/index.ts";
import type { Pointer, SqliteFunctions, WasmMemory } from "./sqlite-functions.ts";
import { SqliteMemory } from "./sqlite-memory.ts";

/** The part of sql.js's `Database` that we use. */
export type SqlJsDatabase = {
  /** SQLite's handle, which `export` replaces. */
  readonly db: Pointer;
  export(): Uint8Array;
  close(): void;
};

type SqlJsModule = SqliteFunctions & {
  readonly Database: new (bytes?: Uint8Array) => SqlJsDatabase;
};

export type SqlJsLibrary = { readonly module: SqlJsModule; readonly memory: SqliteMemory };

type Instantiated = {
  readonly instance: { readonly exports: object };
  readonly module: object;
};

const isMemory = (value: unknown): value is WasmMemory =>
  typeof value === "object" && value !== null && "buffer" in value && "grow" in value;

/**
 * Loads sql.js with access to its memory.
 * @param start The function that sql.js exports.
 * @param instantiate Instantiates the WebAssembly of sql.js with these imports.
 */
export const loadSqlJs = async <Imports>(
  start: (options: object) => Promise<object>,
  instantiate: (imports: Imports) => Promise<Instantiated>,
): Promise<SqlJsLibrary> => {
  let memory: WasmMemory | undefined;
  const module = await new Promise<object>((resolve, reject) => {
    const instantiateWasm = (
      imports: Imports,
      done: (instance: Instantiated["instance"], module: object) => void,
    ) => {
      instantiate(imports).then(({ instance, module }) => {
        memory = Object.values(instance.exports).find(isMemory);
        done(instance, module);
      }, reject);
      return {};
    };
    start({ instantiateWasm, useOldExtensionFunctions: false }).then(resolve, reject);
  });
  invariant(memory, "sql.js exports its memory");
  const functions = module as SqlJsModule;
  return { module: functions, memory: new SqliteMemory(functions, memory) };
};
