/** The fields of a model: columns, foreign keys, many-to-many relations. */
import { info, warning } from "../../base/index.ts";
import {
  type Column,
  type ColumnId,
  columnOf,
  type ForeignKey,
  freeName,
  isUnique,
  type Relation,
  recordOf,
  relationsOf,
  type TableId,
  type TableView,
  tableView,
} from "../../schema/index.ts";
import {
  type Code,
  call,
  declaredManyToMany,
  keysWithoutField,
  list,
  literal,
  named,
  type PrintedField,
  portableSql,
  referenceOf,
  traced,
  tuple,
} from "../python/index.ts";
import { databaseDefault } from "./defaults.ts";
import { fieldOf, isAutomatic, isSoleKey } from "./field-types.ts";
import { type DjangoModule, databaseName } from "./module.ts";
import { lostParts, onDelete } from "./on-delete.ts";

/** Whether a field declares the uniqueness of its column: by a key without a name that is not written elsewhere. */
const isUniqueField = (view: TableView, { id }: Column): boolean =>
  view.uniqueKeys.some(
    ({ name, columns }) => name === null && columns.length === 1 && columns[0] === id,
  );

const nullArguments = (view: TableView, column: Column): readonly Code[] => {
  const inKey = view.primaryKey?.columns.includes(column.id) ?? false;
  return column.nullable && !inKey ? [named("blank", "True"), named("null", "True")] : [];
};

const columnName = (name: string): Code => named("db_column", literal(databaseName(name)));

/** Arguments that fields of columns and of foreign keys share. */
const sharedArguments = (module: DjangoModule, column: Column): readonly Code[] => {
  const value = column.generated ? null : databaseDefault(module, column);
  return [
    ...(value === null ? [] : [named("db_default", value)]),
    ...(column.comment === "" ? [] : [named("db_comment", literal(column.comment))]),
  ];
};

const computedField = (module: DjangoModule, view: TableView, column: Column): Code => {
  const { generated, name } = column;
  if (generated?.kind !== "computed") return "";
  const output = fieldOf(module, view, column);
  const attribute = module.names.attribute(column.id);
  return call("models.GeneratedField", [
    named("expression", module.rawSql(portableSql(view, generated.text))),
    named("output_field", call(output.name, output.arguments)),
    named("db_persist", generated.stored ? "True" : "False"),
    ...(isUniqueField(view, column) ? [named("unique", "True")] : []),
    ...(attribute === name ? [] : [columnName(name)]),
    ...sharedArguments(module, column),
  ]);
};

const TEXTS = new Set(["varchar", "char", "text", "enum"]);

const collationArguments = (module: DjangoModule, column: Column): readonly Code[] => {
  const { collation, name, id, type } = column;
  if (collation === undefined) return [];
  if (TEXTS.has(type.kind)) return [named("db_collation", literal(collation))];
  const message = `Django has collations of texts alone; "${name}" has none.`;
  module.addDiagnostic(warning("collation-lost", message, { record: id }));
  return [];
};

const reportIdentity = (module: DjangoModule, view: TableView, column: Column): void => {
  if (column.generated?.kind !== "identity" || isAutomatic(view, column)) return;
  const message = `Django generates values only for a primary key of one column; "${column.name}" has none.`;
  module.addDiagnostic(warning("identity-lost", message, { record: column.id }));
};

const columnField = (module: DjangoModule, view: TableView, column: Column): PrintedField => {
  const name = module.names.attribute(column.id);
  const printed = { records: [column.id], comments: [], name };
  if (column.generated?.kind === "computed") {
    return { ...printed, value: computedField(module, view, column) };
  }
  reportIdentity(module, view, column);
  const field = fieldOf(module, view, column);
  const value = call(field.name, [
    ...field.arguments,
    ...(isSoleKey(view, column) ? [named("primary_key", "True")] : []),
    ...(isUniqueField(view, column) && !isSoleKey(view, column) ? [named("unique", "True")] : []),
    ...nullArguments(view, column),
    ...(name === column.name ? [] : [columnName(column.name)]),
    ...collationArguments(module, column),
    ...sharedArguments(module, column),
  ]);
  return { ...printed, value };
};

const targetOf = (module: DjangoModule, source: TableId, target: TableId): string => {
  if (target === source) return literal("self");
  const name = module.names.table(target);
  return module.printed.has(target) ? name : literal(name);
};

const relationOf = (module: DjangoModule, table: TableId, key: ForeignKey, holdsKey: boolean) =>
  relationsOf(module.document, table).find(
    relation =>
      relation.foreignKey === key.id && !relation.through && relation.holdsKey === holdsKey,
  );

const relatedName = (module: DjangoModule, key: ForeignKey): readonly Code[] => {
  const reverse = relationOf(module, key.target, key, false);
  return reverse ? [named("related_name", literal(module.names.relation(reverse)))] : [];
};

const targetField = (module: DjangoModule, key: ForeignKey): readonly Code[] => {
  const [target] = key.targetColumns;
  if (target === undefined) return [];
  const view = tableView(module.document, key.target);
  if (isSoleKey(view, columnOf(module.document, target))) return [];
  return [named("to_field", literal(module.names.attribute(target)))];
};

/** A foreign key has the type of the referenced column. */
const typeComments = (module: DjangoModule, column: Column, key: ForeignKey): readonly string[] => {
  const [target] = key.targetColumns;
  if (target === undefined) return [];
  const { type } = columnOf(module.document, target);
  if (JSON.stringify(type) === JSON.stringify(column.type)) return [];
  const message = `Django gives "${column.name}" the type of the column that it references.`;
  module.addDiagnostic(info("key-type", message, { record: column.id }));
  return ["The column has the type of the column that it references."];
};

const keyField = (
  module: DjangoModule,
  view: TableView,
  { column, key }: { readonly column: Column; readonly key: ForeignKey },
): PrintedField => {
  const name = module.names.attribute(column.id);
  const isSingle = isUnique(view, [column.id]);
  const { code, comments } = onDelete(module, column, key);
  const value = call(isSingle ? "models.OneToOneField" : "models.ForeignKey", [
    targetOf(module, view.table.id, key.target),
    named("on_delete", code),
    ...targetField(module, key),
    ...relatedName(module, key),
    ...(isSoleKey(view, column) ? [named("primary_key", "True")] : []),
    ...nullArguments(view, column),
    ...(`${name}_id` === column.name ? [] : [columnName(column.name)]),
    // Django indexes foreign keys by default; the indexes of the design are listed in Meta.
    ...(isSingle ? [] : [named("db_index", "False")]),
    ...sharedArguments(module, column),
  ]);
  const all = [...typeComments(module, column, key), ...lostParts(module, key), ...comments];
  return { records: [column.id], comments: all, name, value: traced(key.id, value) };
};

const fieldNames = (module: DjangoModule, ids: readonly ColumnId[]): Code =>
  list(ids.map(id => literal(module.names.attribute(id))));

/** A relation over a foreign key that is no field. Its constraint is listed in Meta. */
const objectField = (
  module: DjangoModule,
  view: TableView,
  key: ForeignKey,
): readonly PrintedField[] => {
  const forward = relationOf(module, view.table.id, key, true);
  if (!forward || !isUnique(tableView(module.document, key.target), key.targetColumns)) return [];
  const message = `Django has no field for the foreign key "${key.forward}"; it is a relation of the internal class ForeignObject, and a constraint in SQL.`;
  module.addDiagnostic(info("foreign-object", message, { record: key.id }));
  const value = call("models.ForeignObject", [
    targetOf(module, view.table.id, key.target),
    named("on_delete", "models.DO_NOTHING"),
    named("from_fields", fieldNames(module, key.columns)),
    named("to_fields", fieldNames(module, key.targetColumns)),
    ...relatedName(module, key),
    ...(forward.optional ? [named("blank", "True"), named("null", "True")] : []),
  ]);
  const comments = ["The constraint of this relation is listed in Meta."];
  return [{ records: [key.id], comments, name: module.names.relation(forward), value }];
};

const isComposite = (module: DjangoModule, table: TableId): boolean =>
  (tableView(module.document, table).primaryKey?.columns.length ?? 1) > 1;

/** The fields of the join table, where Django cannot find them itself. */
const throughFields = (module: DjangoModule, relation: Relation): readonly Code[] => {
  const { source, target, through } = relation;
  const isClear = source !== target && ![source, target].some(id => isComposite(module, id));
  if (isClear || !through) return [];
  const keys = [relation.foreignKey, through.targetForeignKey];
  const fields = keys.map(id => {
    const [column] = recordOf(module.document, "foreignKey", id).columns;
    return column === undefined ? "" : literal(module.names.attribute(column));
  });
  const symmetry = source === target ? [named("symmetrical", "False")] : [];
  return [named("through_fields", tuple(fields)), ...symmetry];
};

const manyToManyFields = (module: DjangoModule, view: TableView): readonly PrintedField[] =>
  declaredManyToMany(module.document, view).map(({ relation, reverse }) => {
    const through = relation.through?.table ?? view.table.id;
    const value = call("models.ManyToManyField", [
      targetOf(module, view.table.id, relation.target),
      named("through", targetOf(module, view.table.id, through)),
      ...throughFields(module, relation),
      named("related_name", literal(module.names.relation(reverse))),
    ]);
    return { records: [through], comments: [], name: module.names.relation(relation), value };
  });

/** The primary key that Django adds to a table without one. */
const addedKey = (module: DjangoModule, view: TableView): readonly PrintedField[] => {
  if (view.primaryKey) return [];
  const { id, name } = view.table;
  const relations = relationsOf(module.document, id).map(each => module.names.relation(each));
  const attributes = view.columns.map(column => module.names.attribute(column.id));
  const columns = view.columns.map(column => column.name);
  const field = freeName("id", [...relations, ...attributes, ...columns]);
  const message = `Django requires a primary key, so the model of "${name}" has an additional column "${field}".`;
  const hint = "Mark a column as its primary key.";
  module.addDiagnostic(warning("no-primary-key", message, { record: id, hint }));
  const comments = ["Django requires a primary key, which the table does not have."];
  const value = call("models.BigAutoField", [named("primary_key", "True")]);
  return [{ records: [id], comments, name: field, value }];
};

/** The attribute of a column's value: `author_id` for the field `author`. */
const valueName = (module: DjangoModule, view: TableView, id: ColumnId): string => {
  const isReference = referenceOf(module.document, view, columnOf(module.document, id));
  return module.names.attribute(id) + (isReference ? "_id" : "");
};

/** `pk = …` for a key of several columns. */
const compositeKey = (module: DjangoModule, view: TableView): readonly PrintedField[] => {
  const { primaryKey } = view;
  if (!primaryKey || primaryKey.columns.length < 2) return [];
  const names = primaryKey.columns.map(id => literal(valueName(module, view, id)));
  const value = call("models.CompositePrimaryKey", names);
  return [{ records: [primaryKey.id], comments: [], name: "pk", value }];
};

export const printedFields = (module: DjangoModule, view: TableView): readonly PrintedField[] => [
  ...addedKey(module, view),
  ...compositeKey(module, view),
  ...view.columns.map(column => {
    const key = referenceOf(module.document, view, column);
    return key ? keyField(module, view, { column, key }) : columnField(module, view, column);
  }),
  ...keysWithoutField(module.document, view).flatMap(key => objectField(module, view, key)),
  ...manyToManyFields(module, view),
];
