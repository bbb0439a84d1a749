/** The options of a model: its table, unique keys, indexes. */
import { info, warning } from "../../base/index.ts";
import {
  type ColumnId,
  columnOf,
  type Index,
  type IndexPart,
  isUnique,
  type TableView,
} from "../../schema/index.ts";
import { postgres, quoteIdentifier } from "../../sql/index.ts";
import {
  type Code,
  call,
  indexExpression,
  literal,
  named,
  portableSql,
  traced,
  tuple,
} from "../python/index.ts";
import { canBeUnique } from "./field-types.ts";
import { databaseName, keyColumn, type TortoiseModule } from "./module.ts";
import { SQL_INDEX } from "./names.ts";

/** Whether the field of the only column declares the uniqueness. */
const isOfField = (module: TortoiseModule, view: TableView, ids: readonly ColumnId[]): boolean => {
  const [id, second] = ids;
  if (id === undefined || second !== undefined) return false;
  const column = columnOf(module.document, id);
  if (keyColumn(module.document, view)?.id === id) return false;
  const isReference = module.reference(view, column) !== undefined;
  return isUnique(view, [id]) && (isReference || canBeUnique(module, column));
};

const reportName = (module: TortoiseModule, id: string, name: string | null): void => {
  if (name === null || name === "") return;
  const message = `Tortoise names unique keys itself; ${name} is omitted.`;
  module.addDiagnostic(info("constraint-name-lost", message, { record: id }));
};

/** Columns that are unique together: unique keys, and a primary key that a surrogate replaces. */
const uniqueKeys = (module: TortoiseModule, view: TableView): readonly Code[] => {
  const { primaryKey } = view;
  const isReplaced = primaryKey && !keyColumn(module.document, view);
  return [...(isReplaced ? [primaryKey] : []), ...view.uniqueKeys]
    .map(key => {
      reportName(module, key.id, key.name);
      return key;
    })
    .filter(({ columns }) => !isOfField(module, view, columns))
    .map(({ id, columns }) => {
      const names = columns.map(column => literal(module.valueName(view, column)));
      return traced(id, tuple(names));
    });
};

const reportCollation = (module: TortoiseModule, index: Index): void => {
  const lost = index.parts.some(({ collation }) => collation !== undefined);
  if (!lost) return;
  const message = `Tortoise has no collations; the index "${index.name}" has none.`;
  module.addDiagnostic(warning("collation-lost", message, { record: index.id }));
};

const sqlPart = (module: TortoiseModule, view: TableView, part: IndexPart): Code => {
  const sql =
    part.kind === "expression"
      ? indexExpression(view, part.text)
      : quoteIdentifier(columnOf(module.document, part.column).name, postgres.identifiers);
  return literal(part.descending ? `${sql} DESC` : sql);
};

const sqlIndex = (module: TortoiseModule, view: TableView, index: Index): Code => {
  module.usesSqlIndex = true;
  const where = index.where === null ? null : portableSql(view, index.where);
  return call(SQL_INDEX, [
    ...index.parts.map(part => sqlPart(module, view, part)),
    named("name", literal(databaseName(index.name))),
    ...(index.unique ? [named("unique", "True")] : []),
    ...(where === null ? [] : [named("where", literal(where))]),
  ]);
};

/** The fields of an index, if fields alone describe it: Tortoise takes their names for those of columns. */
const plainFields = (
  module: TortoiseModule,
  view: TableView,
  index: Index,
): readonly Code[] | null => {
  if (index.unique || index.where !== null) return null;
  const names = index.parts.map(part => {
    if (part.kind === "expression" || part.descending || part.collation) return null;
    const name = module.valueName(view, part.column);
    return name === columnOf(module.document, part.column).name ? literal(name) : null;
  });
  return names.every(name => name !== null) ? names : null;
};

const indexOf = (module: TortoiseModule, view: TableView, index: Index): Code => {
  const fields = plainFields(module, view, index);
  if (fields === null) return sqlIndex(module, view, index);
  return call(module.imports.from("tortoise.indexes", "Index"), [
    named("fields", tuple(fields)),
    named("name", literal(databaseName(index.name))),
  ]);
};

const isOfFieldIndex = (module: TortoiseModule, view: TableView, index: Index): boolean => {
  const ids = index.parts.flatMap(part => (part.kind === "column" ? [part.column] : []));
  const isPlain = index.unique && index.where === null && ids.length === index.parts.length;
  if (!isPlain || !isOfField(module, view, ids)) return false;
  reportName(module, index.id, index.name);
  return true;
};

const indexes = (module: TortoiseModule, view: TableView): readonly Code[] =>
  view.indexes
    .filter(index => !isOfFieldIndex(module, view, index))
    .map(index => {
      reportCollation(module, index);
      return traced(index.id, indexOf(module, view, index));
    });

/** Comments on checks, which Tortoise does not have. */
export const lostChecks = (module: TortoiseModule, view: TableView): readonly string[] =>
  view.checks.map(({ id, name, expression }) => {
    const label = name === null || name === "" ? "a check" : `the check ${name}`;
    const message = `Tortoise has no checks; ${label} of "${view.table.name}" is omitted.`;
    module.addDiagnostic(warning("check-lost", message, { record: id }));
    return `Tortoise has no checks: ${expression.replaceAll(/\s+/g, " ")}`;
  });

/** The options, by name. */
export const metaOptions = (
  module: TortoiseModule,
  view: TableView,
): readonly (readonly [name: string, value: Code])[] => {
  const { name, comment } = view.table;
  const keys = uniqueKeys(module, view);
  const indexList = indexes(module, view);
  return [
    ["table", literal(databaseName(name))],
    ...(comment === "" ? [] : [["table_description", literal(comment)] as const]),
    ...(keys.length === 0 ? [] : [["unique_together", tuple(keys)] as const]),
    ...(indexList.length === 0 ? [] : [["indexes", tuple(indexList)] as const]),
  ];
};
