/** The models of a document. */
import type { Report } from "../../base/index.ts";
import type { SchemaDocument } from "../../schema/index.ts";
import { PythonModule, printModule } from "../declarative/index.ts";
import type { ExportedFile } from "../exporter.ts";
import { printClass } from "./classes.ts";
import { library } from "./library.ts";

export const printModels = (document: SchemaDocument): Report<readonly ExportedFile[]> => {
  const module = new PythonModule(document, library);
  return printModule(module, {
    base: null,
    printClass: (view, keys) => printClass(module, view, keys),
  });
};
