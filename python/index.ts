/** Python in Pyodide, with one of the libraries that models are exported for. */
export {
  type Interpreter,
  interpreterOptions,
  openInterpreter,
  type PythonError,
  type PythonLimit,
  type PythonPlace,
  type PythonReply,
} from "./interpreter.ts";
export {
  type PythonArchive,
  type PythonLibrary,
  pythonLibraries,
  standardLibrary,
} from "./libraries.ts";
