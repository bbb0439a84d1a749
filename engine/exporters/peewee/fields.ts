/** The fields of a model: columns, foreign keys, many-to-many relations. */
import { info, warning } from "../../base/index.ts";
import {
  type Column,
  columnOf,
  type ForeignKey,
  type Relation,
  recordOf,
  relationsOf,
  reverseOf,
  type TableView,
  tableView,
} from "../../schema/index.ts";
import {
  type Code,
  call,
  list,
  literal,
  named,
  type PrintedField,
  portableSql,
  referenceOf,
} from "../python/index.ts";
import { fieldOf, isAutoField } from "./column-types.ts";
import type { PeeweeModule } from "./module.ts";

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The words after DEFAULT, and the value that new objects have; null where Python has no value for it. */
const defaultOf = ({
  default: given,
  type,
}: Column): { sql: string; value: Code | null } | null => {
  if (given === null || (given.kind === "value" && given.value === null)) return null;
  if (given.kind === "expression") {
    const isMoment = /^current_(timestamp|date|time)$/i.test(given.text.trim());
    return { sql: isMoment ? given.text.trim().toUpperCase() : `(${given.text})`, value: null };
  }
  const { value } = given;
  if (typeof value === "boolean" || (type.kind === "boolean" && typeof value === "number")) {
    return { sql: value ? "TRUE" : "FALSE", value: value ? "True" : "False" };
  }
  if (typeof value === "string") {
    const isText = ["varchar", "char", "text", "enum"].includes(type.kind);
    return { sql: quoted(value), value: isText ? literal(value) : null };
  }
  const isNumber = ["integer", "float"].includes(type.kind);
  return { sql: String(value), value: isNumber ? String(value) : null };
};

const isSoleUnique = (view: TableView, column: Column): boolean =>
  view.uniqueKeys.some(
    ({ name, columns }) => name === null && columns.length === 1 && columns[0] === column.id,
  );

/** The name that Peewee gives to the index of a field. */
const indexName = (view: TableView, column: Column): string => `${view.table.name}_${column.name}`;

/** The index that a field can declare by itself. */
export const fieldIndex = (view: TableView, column: Column) =>
  view.indexes.find(
    ({ parts: [part, second], where, name }) =>
      part?.kind === "column" &&
      second === undefined &&
      part.column === column.id &&
      !part.descending &&
      part.collation === undefined &&
      where === null &&
      /^\w{1,64}$/.test(name) &&
      name === indexName(view, column),
  );

const constraintsOf = (module: PeeweeModule, view: TableView, column: Column): readonly Code[] => {
  const { generated } = column;
  if (generated?.kind === "computed") {
    const text = portableSql(view, generated.text);
    const manner = generated.stored ? "STORED" : "VIRTUAL";
    return [module.sql(`GENERATED ALWAYS AS (${text}) ${manner}`)];
  }
  // SQLite then never uses the number of a deleted row again.
  if (generated?.kind === "identity") return generated.strict ? [module.sql("AUTOINCREMENT")] : [];
  const given = defaultOf(column);
  return given ? [module.sql(`DEFAULT ${given.sql}`)] : [];
};

/** Arguments that fields of columns and of foreign keys share. */
const sharedArguments = (module: PeeweeModule, view: TableView, column: Column) => {
  const constraints = constraintsOf(module, view, column);
  const value = column.generated ? null : (defaultOf(column)?.value ?? null);
  const isKey = view.primaryKey?.columns.length === 1 && view.primaryKey.columns[0] === column.id;
  const isNumbered = isAutoField(view, column) && !referenceOf(module.document, view, column);
  const index = fieldIndex(view, column);
  return {
    unique: isSoleUnique(view, column) || index?.unique === true,
    index: index !== undefined && !index.unique,
    parts: [
      ...(column.nullable ? [named("null", "True")] : []),
      ...(isKey && !isNumbered ? [named("primary_key", "True")] : []),
      ...(column.collation === undefined ? [] : [named("collation", literal(column.collation))]),
      ...(value === null ? [] : [named("default", value)]),
      ...(constraints.length === 0 ? [] : [named("constraints", list(constraints))]),
      ...(column.comment === "" ? [] : [named("help_text", literal(column.comment))]),
    ],
  };
};

const columnField = (module: PeeweeModule, view: TableView, column: Column): PrintedField => {
  const field = fieldOf(module, view, column);
  const { unique, index, parts } = sharedArguments(module, view, column);
  const name = module.names.attribute(column.id);
  const comments: string[] = [];
  if (column.generated?.kind === "identity" && column.generated.strict) {
    comments.push("SQLite: the number of a deleted row is not used again.");
  }
  if (column.type.kind === "datetime" && column.type.zone) {
    comments.push("Peewee declares the column without its time zone.");
    const message = `Peewee has no datetime with a zone; "${column.name}" is declared without one.`;
    module.addDiagnostic(info("zone-lost", message, { record: column.id }));
  }
  const value = call(field.name, [
    ...field.arguments,
    ...(name === column.name ? [] : [named("column_name", literal(column.name))]),
    ...(unique ? [named("unique", "True")] : index ? [named("index", "True")] : []),
    ...parts,
  ]);
  return { records: [column.id], comments, name, value };
};

/** The class that a foreign key refers to; its name in quotes if it is printed later. */
const targetOf = (module: PeeweeModule, view: TableView, key: ForeignKey): Code => {
  if (key.target === view.table.id) return literal("self");
  const name = module.names.table(key.target);
  return isDeferred(module, view, key) ? literal(name) : name;
};

/** Whether the referenced class is printed after this one, as in a cycle. */
export const isDeferred = (module: PeeweeModule, view: TableView, key: ForeignKey): boolean =>
  key.target !== view.table.id && !module.printed.has(key.target);

const isPrimaryKey = (module: PeeweeModule, key: ForeignKey): boolean => {
  const { primaryKey } = tableView(module.document, key.target);
  return primaryKey?.columns.length === 1 && primaryKey.columns[0] === key.targetColumns[0];
};

const targetField = (module: PeeweeModule, key: ForeignKey): readonly Code[] => {
  const [target] = key.targetColumns;
  if (target === undefined || isPrimaryKey(module, key)) return [];
  return [named("field", literal(module.names.attribute(target)))];
};

/** The column that Peewee derives from the name of a field. */
const impliedColumn = (name: string): string => (name.endsWith("_id") ? name : `${name}_id`);

const nameArguments = (name: string, column: Column): readonly Code[] =>
  impliedColumn(name) === column.name
    ? []
    : [named("column_name", literal(column.name)), named("object_id_name", literal(`${name}_id`))];

const actionArguments = ({ onDelete, onUpdate }: ForeignKey): readonly Code[] => [
  ...(onDelete === "no action" ? [] : [named("on_delete", literal(onDelete.toUpperCase()))]),
  ...(onUpdate === "no action" ? [] : [named("on_update", literal(onUpdate.toUpperCase()))]),
];

/** A foreign key has the type of the referenced column. */
const reportType = (module: PeeweeModule, column: Column, key: ForeignKey): readonly string[] => {
  const [target] = key.targetColumns;
  if (target === undefined) return [];
  const { type } = columnOf(module.document, target);
  if (JSON.stringify(type) === JSON.stringify(column.type)) return [];
  const message = `Peewee gives "${column.name}" the type of the column that it references.`;
  module.addDiagnostic(info("key-type", message, { record: column.id }));
  return ["The column has the type of the column that it references."];
};

const relationOf = (module: PeeweeModule, view: TableView, key: ForeignKey, holdsKey: boolean) =>
  relationsOf(module.document, holdsKey ? view.table.id : key.target).find(
    relation =>
      relation.foreignKey === key.id && !relation.through && relation.holdsKey === holdsKey,
  );

const keyField = (
  module: PeeweeModule,
  view: TableView,
  { column, key }: { readonly column: Column; readonly key: ForeignKey },
): PrintedField => {
  const name = module.names.attribute(column.id);
  const deferred = isDeferred(module, view, key);
  const reverse = relationOf(module, view, key, false);
  const { unique, index, parts } = sharedArguments(module, view, column);
  const value = call(module.peewee(deferred ? "DeferredForeignKey" : "ForeignKeyField"), [
    targetOf(module, view, key),
    ...targetField(module, key),
    ...(reverse ? [named("backref", literal(module.names.relation(reverse)))] : []),
    ...nameArguments(name, column),
    ...actionArguments(key),
    ...(key.name === null ? [] : [named("constraint_name", literal(key.name))]),
    // Peewee indexes foreign keys by default.
    ...(unique ? [named("unique", "True")] : index ? [] : [named("index", "False")]),
    ...parts,
  ]);
  return { records: [column.id, key.id], comments: reportType(module, column, key), name, value };
};

export const columnFields = (module: PeeweeModule, view: TableView): readonly PrintedField[] =>
  view.columns.map(column => {
    const key = referenceOf(module.document, view, column);
    return key ? keyField(module, view, { column, key }) : columnField(module, view, column);
  });

/** A many-to-many relation whose class in the middle is printed later. */
export type DeferredThrough = { readonly variable: string; readonly model: string };

const canBeField = (module: PeeweeModule, relation: Relation): boolean => {
  const { through } = relation;
  if (!through) return false;
  const keys = [relation.foreignKey, through.targetForeignKey].map(id =>
    recordOf(module.document, "foreignKey", id),
  );
  return relation.source !== relation.target && keys.every(key => isPrimaryKey(module, key));
};

const isDeclaredHere = (module: PeeweeModule, relation: Relation): boolean => {
  if (relation.source !== relation.target) return module.printed.has(relation.target);
  const joinTable = relation.through && tableView(module.document, relation.through.table);
  return joinTable?.foreignKeys[0]?.id === relation.foreignKey;
};

export const manyToManyFields = (
  module: PeeweeModule,
  view: TableView,
): readonly (PrintedField & { readonly through: DeferredThrough })[] =>
  relationsOf(module.document, view.table.id).flatMap(relation => {
    const { through } = relation;
    const reverse = reverseOf(module.document, relation);
    // The side that is printed later declares the relation.
    if (!through || !reverse || !isDeclaredHere(module, relation)) return [];
    if (!canBeField(module, relation)) {
      const message = `Peewee has no many-to-many field for "${relation.name}" of "${view.table.name}"; its rows are reached by the class of the join table.`;
      module.addDiagnostic(warning("relation-lost", message, { record: through.table }));
      return [];
    }
    const model = module.names.table(through.table);
    const variable = `${model}Deferred`;
    const value = call(module.peewee("ManyToManyField"), [
      module.names.table(relation.target),
      named("backref", literal(module.names.relation(reverse))),
      named("through_model", variable),
    ]);
    const name = module.names.relation(relation);
    return [{ records: [through.table], comments: [], name, value, through: { variable, model } }];
  });
