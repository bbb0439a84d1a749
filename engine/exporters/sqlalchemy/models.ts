/** The module: imports, base class, enums, plain tables, classes. */
import { info, joinPrinted, printedFrom, type Report, report, warning } from "../../base/index.ts";
import {
  isPlainJoinTable,
  recordsOf,
  type SchemaDocument,
  type TableView,
} from "../../schema/index.ts";
import type { ExportedFile } from "../exporter.ts";
import { exportedTables } from "../python/index.ts";
import { type Keys, printClass, printTable } from "./classes.ts";
import { supportedKeys } from "./column-arguments.ts";
import { printEnum, printEnumValues } from "./enums.ts";
import { PythonModule } from "./module.ts";
import { BASE, isMapped, RAW_TYPE } from "./names.ts";

const reportTables = (module: PythonModule): void => {
  for (const view of exportedTables(module.document)) {
    const { id, name, entity } = view.table;
    if (view.primaryKey === null && !isPlainJoinTable(view)) {
      const message = `"${name}" has no primary key, so SQLAlchemy cannot map a class to it; it is exported as a plain table.`;
      const hint = "Mark a column as its primary key.";
      module.addDiagnostic(warning("no-primary-key", message, { record: id, hint }));
    } else if (isMapped(view) && module.names.table(id) !== entity) {
      const message = `The class of "${name}" is named ${module.names.table(id)}, because "${entity}" is taken in Python.`;
      module.addDiagnostic(info("class-renamed", message, { record: id }));
    }
  }
};

const keysOf = (module: PythonModule, views: readonly TableView[]): Keys => {
  const byTable = new Map(views.map(view => [view.table.id, supportedKeys(module, view)]));
  return {
    of: view => byTable.get(view.table.id) ?? [],
    all: new Set([...byTable.values()].flat().map(({ id }) => id)),
  };
};

const printBase = (module: PythonModule): string =>
  `class ${BASE}(${module.orm("DeclarativeBase")}):\n    pass`;

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

/** Prints the models of a document as one module. */
export const printModels = (document: SchemaDocument): Report<readonly ExportedFile[]> => {
  const module = new PythonModule(document);
  reportTables(module);
  const views = exportedTables(document);
  const keys = keysOf(module, views);
  const base = printBase(module);
  // Classes refer to plain tables, so these are printed first; both may add imports and helpers.
  const tables = views
    .filter(view => !isMapped(view))
    .toSorted((a, b) => Number(isPlainJoinTable(b)) - Number(isPlainJoinTable(a)))
    .map(view => printTable(module, view, keys));
  const classes = views.filter(isMapped).map(view => printClass(module, view, keys));
  const enums = recordsOf(document, "enum")
    .filter(({ values }) => values.length > 0)
    .map(record => printedFrom(record.id, printEnum(module, record)));
  const parts = [
    ...enums,
    ...(module.usesEnumValues ? [printEnumValues(module)] : []),
    ...(module.usesRawType ? [printRawType(module)] : []),
    base,
    ...tables,
    ...classes,
  ];
  const printed = joinPrinted([module.imports.print(), ...parts], "\n\n\n");
  const file = { name: "models.py", ...joinPrinted([printed, "\n"]) };
  return report([file], module.diagnostics);
};
