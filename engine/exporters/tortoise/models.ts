/** The module: imports, enums, classes that Tortoise ORM does not have, a class for each table. */
import {
  joinPrinted,
  type PrintedText,
  printedFrom,
  type RecordOrigin,
  type Report,
  report,
} from "../../base/index.ts";
import { orderTables } from "../../ddl/index.ts";
import {
  columnOf,
  type Enum,
  type SchemaDocument,
  type TableView,
  tableView,
} from "../../schema/index.ts";
import type { ExportedFile } from "../exporter.ts";
import {
  assignment,
  call,
  commentLines,
  enumMembers,
  INDENT,
  layout,
  list,
  moduleText,
  type PrintedField,
  printEnums,
  printField,
  printMeta,
  reportClassName,
} from "../python/index.ts";
import { columnField, surrogateKey } from "./fields.ts";
import { printComputed, printNamedType, printSqlIndex } from "./helper-classes.ts";
import { lostChecks, metaOptions } from "./meta.ts";
import { TortoiseModule } from "./module.ts";
import { keyField, lostKeys, otherSides } from "./relations.ts";

type Printed = PrintedText<RecordOrigin>;

const columnFields = (module: TortoiseModule, view: TableView): readonly PrintedField[] =>
  view.columns.map(column => {
    const key = module.reference(view, column);
    const field = key ? keyField(module, view, { column, key }) : null;
    return field ?? columnField(module, view, column);
  });

const printModel = (module: TortoiseModule, view: TableView): Printed => {
  reportClassName(module, view.table);
  const fields = [
    ...surrogateKey(module, view),
    ...columnFields(module, view),
    ...otherSides(module, view),
  ];
  const comments = [...lostKeys(module, view), ...lostChecks(module, view)];
  const name = module.names.table(view.table.id);
  const lines = [
    layout([call(`class ${name}`, [module.imports.from("tortoise.models", "Model")]), ":"]),
    ...fields.map(printField),
    "",
    ...commentLines(comments),
    ...printMeta(metaOptions(module, view)),
  ];
  return printedFrom(view.table.id, joinPrinted(lines, "\n"));
};

const printEnum = (module: TortoiseModule, record: Enum): string => {
  const base = module.imports.from("enum", "Enum");
  const members = enumMembers(record).map(member => `${INDENT}${member}`);
  return [`class ${module.names.enum(record.id)}(str, ${base}):`, ...members].join("\n");
};

/** Whether a field references a column that is a foreign key itself. */
const hasChain = (module: TortoiseModule, view: TableView): boolean =>
  view.columns.some(column => {
    const key = module.reference(view, column);
    const [target] = key?.targetColumns ?? [];
    if (!key || target === undefined) return false;
    const targetView = tableView(module.document, key.target);
    return module.reference(targetView, columnOf(module.document, target)) !== undefined;
  });

/** The order in which Tortoise reads the models, which otherwise is that of their names. */
const printOrder = (module: TortoiseModule, views: readonly TableView[]): readonly Printed[] => {
  if (!views.some(view => hasChain(module, view))) return [];
  const comment = "# A foreign key that leads to another one is read after it.";
  const names = views.map(({ table }) => module.names.table(table.id));
  return [joinPrinted([`${comment}\n`, assignment("__models__", list(names))])];
};

/** Prints the models of a document as one module. */
export const printModels = (document: SchemaDocument): Report<readonly ExportedFile[]> => {
  const module = new TortoiseModule(document);
  const views = orderTables(document)
    .map(id => tableView(document, id))
    .filter(({ table, columns }) => columns.length > 0 && !module.isJoinTable(table.id));
  const models = views.map(view => printModel(module, view));
  const enums = printEnums(document, record => printEnum(module, record));
  const helpers = [
    ...(module.usesNamedType ? [printNamedType()] : []),
    ...(module.usesComputed ? [printComputed()] : []),
    ...(module.usesSqlIndex ? [printSqlIndex(module.imports)] : []),
  ];
  const parts = [
    module.imports.print(),
    ...enums,
    ...helpers,
    ...models,
    ...printOrder(module, views),
  ];
  return report([{ name: "models.py", ...moduleText(parts) }], module.diagnostics);
};
