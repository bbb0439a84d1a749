/** The models of a document. */
import type { Report } from "../../base/index.ts";
import type { SchemaDocument } from "../../schema/index.ts";
import { filesOption, Models, printModels as printDeclarative } from "../declarative/index.ts";
import { type ExportedFile, type OptionValues, switchOption } from "../exporter.ts";
import { printClass } from "./classes.ts";
import { library } from "./library.ts";

export const printModels = (
  document: SchemaDocument,
  options?: OptionValues,
): Report<readonly ExportedFile[]> => {
  const models = new Models(document, library, switchOption(filesOption, options));
  return printDeclarative(models, { printBase: null, printClass });
};
