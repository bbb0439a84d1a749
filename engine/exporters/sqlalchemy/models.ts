/** The models of a document. */
import type { Report } from "../../base/index.ts";
import type { SchemaDocument } from "../../schema/index.ts";
import { PythonModule, printModule } from "../declarative/index.ts";
import type { ExportedFile } from "../exporter.ts";
import { printClass } from "./classes.ts";
import { BASE, library } from "./library.ts";

export const printModels = (document: SchemaDocument): Report<readonly ExportedFile[]> => {
  const module = new PythonModule(document, library);
  return printModule(module, {
    base: `class ${BASE}(${module.orm("DeclarativeBase")}):\n    pass`,
    printClass: (view, keys) => printClass(module, view, keys),
  });
};
