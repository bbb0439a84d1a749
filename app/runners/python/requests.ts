/**
 * What the Python worker can be requested. Each request is a function with the same name in each module of
 * `python/stele_runtime/libraries`: a new one needs that function, and an entry here.
 */
import * as v from "valibot";
import { modelsDescription } from "../../../engine/index.ts";

/** The text of each file of a project by its path, such as `models.py`. */
export type PythonFiles = Readonly<Record<string, string>>;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const place = { file: v.nullable(v.string()), line: v.nullable(count) };

const warning = v.object({ kind: v.string(), message: v.string(), ...place });

export const pythonError = v.object({ ...warning.entries, traceback: v.string() });

export const pythonRequests = {
  /** Creates the tables of models, in an empty SQLite database. */
  check: {
    result: v.object({
      /** The version of the library. */
      version: v.string(),
      database: v.instance(Uint8Array),
      warnings: v.array(warning),
      output: v.string(),
    }),
    milliseconds: 20_000,
  },
  /** Describes models, as far as they can be read; `paths` are the files to load, the others are only imported. */
  read: {
    result: v.object({ version: v.string(), models: modelsDescription, output: v.string() }),
    milliseconds: 30_000,
  },
} as const;

/** What the functions receive, by the names of their parameters. */
export type PythonParameters = {
  readonly check: { readonly files: PythonFiles };
  readonly read: { readonly files: PythonFiles; readonly paths: readonly string[] };
};

export type PythonRequest = keyof typeof pythonRequests;

export type PythonResult<Request extends PythonRequest> = v.InferOutput<
  (typeof pythonRequests)[Request]["result"]
>;

/** A warning of Python or of the library about the models, with its place in the files. */
export type PythonWarning = v.InferOutput<typeof warning>;

/** The tables that the library creates for models. */
export type CheckedModels = PythonResult<"check">;
