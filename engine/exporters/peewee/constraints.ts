/** What is declared for a table: the key, checks, foreign keys without a field, indexes. */
import { warning } from "../../base/index.ts";
import {
  type ColumnId,
  columnOf,
  enumOf,
  type ForeignKey,
  type Index,
  type IndexPart,
  type TableView,
} from "../../schema/index.ts";
import { postgres, quoteIdentifier } from "../../sql/index.ts";
import {
  type Code,
  call,
  foreignKeySql,
  indexExpression,
  keysWithoutField,
  literal,
  named,
  portableSql,
  referenceOf,
  traced,
  tuple,
} from "../python/index.ts";
import { fieldIndex, isDeferred } from "./fields.ts";
import type { PeeweeModule } from "./module.ts";

const quoted = (name: string): string => quoteIdentifier(name, postgres.identifiers);

const fieldNames = (module: PeeweeModule, ids: readonly ColumnId[]): readonly Code[] =>
  ids.map(id => literal(module.names.attribute(id)));

/** `primary_key = …` for keys that are no field. */
export const primaryKeyOption = (module: PeeweeModule, view: TableView): Code | null => {
  const { primaryKey } = view;
  if (primaryKey === null) return "False";
  if (primaryKey.columns.length === 1) return null;
  return traced(
    primaryKey.id,
    call(module.peewee("CompositeKey"), fieldNames(module, primaryKey.columns)),
  );
};

const checkCode = (module: PeeweeModule, expression: string, name: string | null): Code =>
  call(module.peewee("Check"), [
    literal(expression),
    ...(name === null || name === "" ? [] : [named("name", literal(name))]),
  ]);

const enumChecks = (module: PeeweeModule, view: TableView): readonly Code[] =>
  view.columns.flatMap(column => {
    if (column.type.kind !== "enum") return [];
    const { values } = enumOf(module.document, column.type.enum);
    if (values.length === 0) return [];
    const listed = values.map(value => `'${value.replaceAll("'", "''")}'`).join(", ");
    return [traced(column.id, checkCode(module, `${quoted(column.name)} IN (${listed})`, null))];
  });

const namedKeySql = (module: PeeweeModule, key: ForeignKey): string => {
  const sql = foreignKeySql(module.document, key);
  return key.name === null || key.name === "" ? sql : `CONSTRAINT ${quoted(key.name)} ${sql}`;
};

/** Foreign keys that are written as SQL: those without a field, and those to a class that is printed later. */
const foreignKeyConstraints = (module: PeeweeModule, view: TableView): readonly Code[] => {
  const lost = keysWithoutField(module.document, view);
  for (const key of lost) {
    const message = `Peewee has no field for the foreign key "${key.forward}" of several columns, or of a column with another key; it is a constraint without a relation.`;
    module.addDiagnostic(warning("relation-lost", message, { record: key.id }));
  }
  const deferred = view.columns.flatMap(column => {
    const key = referenceOf(module.document, view, column);
    return key && isDeferred(module, view, key) ? [key] : [];
  });
  return [...lost, ...deferred].map(key => traced(key.id, module.sql(namedKeySql(module, key))));
};

export const tableConstraints = (module: PeeweeModule, view: TableView): readonly Code[] => [
  ...view.checks.map(({ id, name, expression }) =>
    traced(id, checkCode(module, portableSql(view, expression), name)),
  ),
  ...enumChecks(module, view),
  ...foreignKeyConstraints(module, view),
];

/** Unique keys of several columns, for `indexes` of `Meta`. */
export const uniqueIndexes = (module: PeeweeModule, view: TableView): readonly Code[] =>
  view.uniqueKeys
    .filter(({ name, columns }) => name === null && columns.length > 1)
    .map(({ id, columns }) => traced(id, tuple([tuple(fieldNames(module, columns)), "True"])));

/** A column by its field. A deferred foreign key has no columns yet when the statement runs. */
const indexedColumn = (module: PeeweeModule, view: TableView, id: ColumnId): Code => {
  const column = columnOf(module.document, id);
  const key = referenceOf(module.document, view, column);
  return key && isDeferred(module, view, key)
    ? module.sql(quoted(column.name))
    : `${module.names.table(view.table.id)}.${module.names.attribute(id)}`;
};

const indexPart = (module: PeeweeModule, view: TableView, part: IndexPart): Code => {
  const order = part.descending ? " DESC" : "";
  const collation = part.collation === undefined ? "" : ` COLLATE ${part.collation}`;
  if (part.kind === "expression") {
    return module.sql(indexExpression(view, part.text) + collation + order);
  }
  const field = indexedColumn(module, view, part.column);
  if (collation === "" && typeof field === "string") {
    return part.descending ? `${field}.desc()` : field;
  }
  return module.sql(quoted(columnOf(module.document, part.column).name) + collation + order);
};

const addIndex = (module: PeeweeModule, view: TableView, index: Index): Code => {
  const { id, name, unique, where } = index;
  const parts = index.parts.map(part => indexPart(module, view, part));
  const model = module.names.table(view.table.id);
  const given = [
    ...parts,
    named("name", literal(name)),
    ...(unique ? [named("unique", "True")] : []),
    ...(where === null ? [] : [named("where", module.sql(portableSql(view, where)))]),
  ];
  // A single SQL() would be the whole statement.
  const isSql = parts.length === 1 && typeof parts[0] !== "string";
  const added = isSql ? [call(`${model}.index`, given)] : given;
  return traced(id, call(`${model}.add_index`, added));
};

/** Statements below the class: indexes and unique keys with a name. */
export const indexStatements = (module: PeeweeModule, view: TableView): readonly Code[] => {
  const byField = new Set(view.columns.map(column => fieldIndex(view, column)?.id));
  const keys = view.uniqueKeys.flatMap(({ id, name, columns }) =>
    name === null
      ? []
      : [
          traced(
            id,
            call(`${module.names.table(view.table.id)}.add_index`, [
              ...columns.map(column => indexedColumn(module, view, column)),
              named("name", literal(name)),
              named("unique", "True"),
            ]),
          ),
        ],
  );
  const indexes = view.indexes.filter(({ id }) => !byField.has(id));
  return [...keys, ...indexes.map(index => addIndex(module, view, index))];
};
