/** The modules: imports, enums, helpers, plain tables, classes. */
import {
  groupBy,
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
import {
  exportedTables,
  layout,
  list,
  literal,
  moduleText,
  reportClassName,
} from "../python/index.ts";
import { printEnum, printEnumValues } from "./enums.ts";
import { type Keys, keysOf } from "./keys.ts";
import { ENUM_VALUES, type Models, type PythonModule, RAW_TYPE } from "./module.ts";
import { PACKAGE } from "./places.ts";
import { printTable } from "./tables.ts";

type Printed = PrintedText<RecordOrigin>;

const reportTables = (models: Models): void => {
  const { label, isMapped } = models.library;
  for (const view of exportedTables(models.document)) {
    const { id, name } = view.table;
    if (view.primaryKey === null && !isPlainJoinTable(view)) {
      const message = `"${name}" has no primary key, so ${label} cannot map a class to it; it is exported as a plain table.`;
      const hint = "Mark a column as its primary key.";
      models.addDiagnostic(warning("no-primary-key", message, { record: id, hint }));
    } else if (isMapped(view)) {
      reportClassName(models, view.table);
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
  /** Prints the base class; null where the library has one. */
  readonly printBase: ((module: PythonModule) => string) | null;
  readonly printClass: (module: PythonModule, view: TableView, keys: Keys) => Printed;
};

/** The definition of a name, in the module of this place. */
type Part = { readonly place: string; readonly name: string; readonly printed: Printed };

const tableParts = (
  models: Models,
  printClass: ModelsParts["printClass"],
  keys: Keys,
): readonly Part[] => {
  const { document, library, places, names } = models;
  const views = joinTablesFirst(exportedTables(document));
  const isPlain = (view: TableView) => !library.isMapped(view);
  // Classes refer to plain tables.
  return [...views.filter(isPlain), ...views.filter(library.isMapped)].map(view => {
    const { id } = view.table;
    const module = models.module(places.table(id));
    const printed = isPlain(view) ? printTable(module, view, keys) : printClass(module, view, keys);
    module.defined.add(id);
    return { place: module.place, name: names.table(id), printed };
  });
};

const enumParts = (models: Models): readonly Part[] => {
  const { document, places, names } = models;
  return recordsOf(document, "enum")
    .filter(({ values }) => values.length > 0)
    .map(record => {
      const text = printEnum(models.module(places.enums), record);
      return {
        place: places.enums,
        name: names.enum(record.id),
        printed: printedFrom(record.id, text),
      };
    });
};

const helperParts = (models: Models, printBase: ModelsParts["printBase"]): readonly Part[] => {
  const { helpers, places, library } = models;
  const part = (place: string, name: string, print: (module: PythonModule) => string): Part => ({
    place,
    name,
    printed: { text: print(models.module(place)), spans: [] },
  });
  return [
    ...(helpers.has(ENUM_VALUES) ? [part(places.enums, ENUM_VALUES, printEnumValues)] : []),
    ...(helpers.has(RAW_TYPE) ? [part(places.types, RAW_TYPE, printRawType)] : []),
    ...(printBase ? [part(places.base, library.base.name, printBase)] : []),
  ];
};

const fileOf = (
  { places }: Models,
  place: string,
  parts: readonly (string | Printed)[],
): ExportedFile => ({
  name: places.isPackage ? `${PACKAGE}/${place}.py` : `${place}.py`,
  ...moduleText(parts),
});

/** The module of a package that is loaded first, and loads all others: relationships find classes by name. */
const packageFile = (models: Models, parts: readonly Part[]): ExportedFile => {
  const { imports } = models.module("__init__");
  for (const { place, name } of parts) imports.own(`.${place}`, name);
  const names = parts.map(({ name }) => name).sort();
  const all = layout(["__all__ = ", list(names.map(literal))]);
  return fileOf(models, "__init__", [joinPrinted([imports.print(), all], "\n\n")]);
};

/** Prints the models of a document. */
export const printModels = (
  models: Models,
  { printBase, printClass }: ModelsParts,
): Report<readonly ExportedFile[]> => {
  reportTables(models);
  const keys = keysOf(models, exportedTables(models.document));
  // Tables are printed before what they import.
  const tables = tableParts(models, printClass, keys);
  const parts = [...enumParts(models), ...helperParts(models, printBase), ...tables];
  const files = [...groupBy(parts, ({ place }) => place)].map(([place, group]) => {
    const imports = models.module(place).imports.print();
    const printed = group.map(part => part.printed);
    return fileOf(models, place, [...(imports === "" ? [] : [imports]), ...printed]);
  });
  const init = models.places.isPackage ? [packageFile(models, parts)] : [];
  return report([...files, ...init], models.diagnostics);
};
