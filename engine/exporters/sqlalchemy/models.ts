/** The models of a document. */
import type { Report } from "../../base/index.ts";
import type { SchemaDocument } from "../../schema/index.ts";
import { PythonModule, printModule } from "../declarative/index.ts";
import { type ExportedFile, type OptionValues, textOption } from "../exporter.ts";
import { printClass } from "./classes.ts";
import { classicStyle } from "./classic-style.ts";
import { BASE, library } from "./library.ts";
import { styleOption } from "./options.ts";
import { typedStyle } from "./typed-style.ts";

export const printModels = (
  document: SchemaDocument,
  options?: OptionValues,
): Report<readonly ExportedFile[]> => {
  const module = new PythonModule(document, library);
  const style = textOption(styleOption, options) === "classic" ? classicStyle : typedStyle;
  return printModule(module, {
    base: style.base(module, BASE),
    printClass: (view, keys) => printClass(module, view, keys, style),
  });
};
