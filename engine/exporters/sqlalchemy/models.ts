/** The models of a document. */
import type { Report } from "../../base/index.ts";
import type { SchemaDocument } from "../../schema/index.ts";
import { filesOption, Models, printModels as printDeclarative } from "../declarative/index.ts";
import { type ExportedFile, type OptionValues, switchOption, textOption } from "../exporter.ts";
import { printClass } from "./classes.ts";
import { classicStyle } from "./classic-style.ts";
import { BASE, library } from "./library.ts";
import { styleOption } from "./options.ts";
import { typedStyle } from "./typed-style.ts";

export const printModels = (
  document: SchemaDocument,
  options?: OptionValues,
): Report<readonly ExportedFile[]> => {
  const style = textOption(styleOption, options) === "classic" ? classicStyle : typedStyle;
  const models = new Models(document, library, switchOption(filesOption, options));
  return printDeclarative(models, {
    printBase: module => style.base(module, BASE),
    printClass: (module, view, keys) => printClass(module, view, keys, style),
  });
};
