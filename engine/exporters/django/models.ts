/** The module: imports, enums, classes that Django does not have, a class for each table. */
import {
  joinPrinted,
  type PrintedText,
  printedFrom,
  type RecordOrigin,
  type Report,
  report,
} from "../../base/index.ts";
import type { SchemaDocument, TableView } from "../../schema/index.ts";
import { type ExportedFile, type OptionValues, switchOption, textOption } from "../exporter.ts";
import {
  exportedTables,
  identifierFor,
  moduleText,
  printEnums,
  printField,
  printMeta,
  reportClassName,
} from "../python/index.ts";
import { printEnum } from "./enums.ts";
import { printedFields } from "./fields.ts";
import { printNamedType, printSqlConstraint } from "./helper-classes.ts";
import { metaOptions } from "./meta.ts";
import { DjangoModule } from "./module.ts";
import { appOption, managedOption } from "./options.ts";

type Printed = PrintedText<RecordOrigin>;

const REASON = "is taken in Python or is no name that Django permits";

const printModel = (module: DjangoModule, view: TableView, isManaged: boolean): Printed => {
  reportClassName(module, view.table, REASON);
  const [first, ...rest] = metaOptions(module, view);
  const managed = isManaged ? [] : [["managed", "False"] as const];
  const options = [...(first ? [first] : []), ...managed, ...rest];
  const lines = [
    `class ${module.names.table(view.table.id)}(models.Model):`,
    ...printedFields(module, view).map(printField),
    "",
    ...printMeta(options),
  ];
  module.printed.add(view.table.id);
  return printedFrom(view.table.id, joinPrinted(lines, "\n"));
};

/** Prints the models of a document as one module of an app. */
export const printModels = (
  document: SchemaDocument,
  options: OptionValues = {},
): Report<readonly ExportedFile[]> => {
  const module = new DjangoModule(document);
  const isManaged = switchOption(managedOption, options);
  const models = exportedTables(document).map(view => printModel(module, view, isManaged));
  const enums = printEnums(document, record => printEnum(module, record));
  const parts = [
    module.imports.print(),
    ...enums,
    ...(module.usesNamedType ? [printNamedType()] : []),
    ...(module.usesSqlConstraint ? [printSqlConstraint()] : []),
    ...models,
  ];
  const app = identifierFor(textOption(appOption, options));
  return report([{ name: `${app}/models.py`, ...moduleText(parts) }], module.diagnostics);
};
