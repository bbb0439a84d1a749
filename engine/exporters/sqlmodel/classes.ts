/** Tables as classes of SQLModel. */
import { joinPrinted, type PrintedText, printedFrom, type RecordOrigin } from "../../base/index.ts";
import type { TableView } from "../../schema/index.ts";
import {
  type Keys,
  type PythonModule,
  relationshipsOf,
  tableArguments,
} from "../declarative/index.ts";
import { assignment, call, INDENT, indented, layout, literal } from "../python/index.ts";
import { printFields } from "./fields.ts";
import { printRelationship } from "./relationships.ts";

type Printed = PrintedText<RecordOrigin>;

/** By default, a table has the name of its class in lower case. */
const tableName = (className: string, table: string): readonly Printed[] =>
  /^[a-z0-9_]+$/.test(table) && className.toLowerCase() === table
    ? []
    : [indented(assignment("__tablename__", literal(table), INDENT))];

export const printClass = (module: PythonModule, view: TableView, keys: Keys): Printed => {
  const own = keys.of(view);
  const className = module.names.table(view.table.id);
  const tableArgument = tableArguments(module, view, own);
  const settings = [
    ...tableName(className, view.table.name),
    ...(tableArgument === null
      ? []
      : [indented(layout(["__table_args__ = ", tableArgument], INDENT))]),
  ];
  const relationships = relationshipsOf(module, view, keys.all);
  const lines = [
    layout([call(`class ${className}`, [module.base(), "table=True"]), ":"]),
    ...settings,
    ...(settings.length === 0 ? [] : [""]),
    ...printFields(module, view, own),
    ...(relationships.length === 0 ? [] : [""]),
    ...relationships.map(relationship => printRelationship(module, relationship)),
  ];
  return printedFrom(view.table.id, joinPrinted(lines, "\n"));
};
