/** The module: imports, enums, classes that Django does not have, a class for each table. */
import {
  info,
  joinPrinted,
  type PrintedText,
  printedFrom,
  type RecordOrigin,
  type Report,
  report,
} from "../../base/index.ts";
import { recordsOf, type SchemaDocument, type TableView } from "../../schema/index.ts";
import { type ExportedFile, type OptionValues, switchOption, textOption } from "../exporter.ts";
import { assignment, exportedTables, identifierFor } from "../python/index.ts";
import { printEnum } from "./enums.ts";
import { type PrintedField, printedFields } from "./fields.ts";
import { printNamedType, printSqlConstraint } from "./helper-classes.ts";
import { metaOptions } from "./meta.ts";
import { DjangoModule } from "./module.ts";
import { appOption, managedOption } from "./options.ts";

type Printed = PrintedText<RecordOrigin>;

const INDENT = "    ";
const META_INDENT = INDENT + INDENT;

const indented = (printed: Printed, indent = INDENT): Printed => joinPrinted([indent, printed]);

const printField = ({ record, comments, name, value }: PrintedField): Printed => {
  const lines = [
    ...comments.map(comment => `${INDENT}# ${comment}`),
    indented(assignment(name, value, INDENT)),
  ];
  return printedFrom(record, joinPrinted(lines, "\n"));
};

const reportTable = (module: DjangoModule, { table }: TableView): void => {
  const name = module.names.table(table.id);
  if (name === table.entity) return;
  const message = `The class of "${table.name}" is named ${name}, because "${table.entity}" is taken in Python or is no name that Django permits.`;
  module.addDiagnostic(info("class-renamed", message, { record: table.id }));
};

const printModel = (module: DjangoModule, view: TableView, isManaged: boolean): Printed => {
  reportTable(module, view);
  const [first, ...rest] = metaOptions(module, view);
  const managed = isManaged ? [] : [["managed", "False"] as const];
  const options = [...(first ? [first] : []), ...managed, ...rest];
  const lines = [
    `class ${module.names.table(view.table.id)}(models.Model):`,
    ...printedFields(module, view).map(printField),
    "",
    `${INDENT}class Meta:`,
    ...options.map(([name, value]) => indented(assignment(name, value, META_INDENT), META_INDENT)),
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
  const enums = recordsOf(document, "enum")
    .filter(({ values }) => values.length > 0)
    .map(record => printedFrom(record.id, printEnum(module, record)));
  const parts = [
    module.imports.print(),
    ...enums,
    ...(module.usesNamedType ? [printNamedType()] : []),
    ...(module.usesSqlConstraint ? [printSqlConstraint()] : []),
    ...models,
  ];
  const app = identifierFor(textOption(appOption, options));
  const text = joinPrinted([joinPrinted(parts, "\n\n\n"), "\n"]);
  return report([{ name: `${app}/models.py`, ...text }], module.diagnostics);
};
