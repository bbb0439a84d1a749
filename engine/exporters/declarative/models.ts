/** The module: imports, enums, helpers, plain tables, classes. */
import {
  info,
  joinPrinted,
  type PrintedText,
  printedFrom,
  type RecordOrigin,
  type Report,
  report,
  warning,
} from "../../base/index.ts";
import { isPlainJoinTable, recordsOf, type TableView } from "../../schema/index.ts";
import type { ExportedFile } from "../exporter.ts";
import { exportedTables } from "../python/index.ts";
import { printEnum, printEnumValues } from "./enums.ts";
import { type Keys, keysOf } from "./keys.ts";
import { type PythonModule, RAW_TYPE } from "./module.ts";
import { printTable } from "./tables.ts";

type Printed = PrintedText<RecordOrigin>;

const reportTables = (module: PythonModule): void => {
  const { label, isMapped } = module.library;
  for (const view of exportedTables(module.document)) {
    const { id, name, entity } = view.table;
    if (view.primaryKey === null && !isPlainJoinTable(view)) {
      const message = `"${name}" has no primary key, so ${label} cannot map a class to it; it is exported as a plain table.`;
      const hint = "Mark a column as its primary key.";
      module.addDiagnostic(warning("no-primary-key", message, { record: id, hint }));
    } else if (isMapped(view) && module.names.table(id) !== entity) {
      const message = `The class of "${name}" is named ${module.names.table(id)}, because "${entity}" is taken in Python.`;
      module.addDiagnostic(info("class-renamed", message, { record: id }));
    }
  }
};

const printRawType = (module: PythonModule): string => {
  const base = module.imports.from("sqlalchemy.types", "UserDefinedType");
  return [
    `class ${RAW_TYPE}(${base}):`,
    '    """A type that is known only by the name it has in the database."""',
    "",
    "    cache_ok = True",
    "",
    "    def __init__(self, name: str) -> None:",
    "        self.name = name",
    "",
    "    def get_col_spec(self, **keywords: object) -> str:",
    "        return self.name",
  ].join("\n");
};

/** Join tables first: other tables refer to them. */
const joinTablesFirst = (views: readonly TableView[]): readonly TableView[] =>
  views.toSorted((a, b) => Number(isPlainJoinTable(b)) - Number(isPlainJoinTable(a)));

export type ModelsParts = {
  /** The definition of the base class, where the models define it. */
  readonly base: string | null;
  readonly printClass: (view: TableView, keys: Keys) => Printed;
};

/** Prints the models of a document as one module. */
export const printModule = (
  module: PythonModule,
  { base, printClass }: ModelsParts,
): Report<readonly ExportedFile[]> => {
  const { document, library } = module;
  reportTables(module);
  const views = joinTablesFirst(exportedTables(document));
  const keys = keysOf(module, views);
  // Classes refer to plain tables, so these are printed first; both may add imports and helpers.
  const tables = views
    .filter(view => !library.isMapped(view))
    .map(view => printTable(module, view, keys));
  const classes = views.filter(library.isMapped).map(view => {
    const printed = printClass(view, keys);
    module.defined.add(view.table.id);
    return printed;
  });
  const enums = recordsOf(document, "enum")
    .filter(({ values }) => values.length > 0)
    .map(record => printedFrom(record.id, printEnum(module, record)));
  const parts = [
    ...enums,
    ...(module.usesEnumValues ? [printEnumValues(module)] : []),
    ...(module.usesRawType ? [printRawType(module)] : []),
    ...(base === null ? [] : [base]),
    ...tables,
    ...classes,
  ];
  const printed = joinPrinted([module.imports.print(), ...parts], "\n\n\n");
  return report([{ name: "models.py", ...joinPrinted([printed, "\n"]) }], module.diagnostics);
};
