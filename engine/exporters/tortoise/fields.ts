/** The fields of a model that columns have: primary key, plain columns, computed columns. */
import { info, warning } from "../../base/index.ts";
import {
  type Column,
  freeName,
  isUnique,
  relationsOf,
  type TableView,
} from "../../schema/index.ts";
import {
  type Code,
  call,
  dictionary,
  literal,
  named,
  type PrintedField,
  portableSql,
} from "../python/index.ts";
import { databaseDefault } from "./defaults.ts";
import { canBeUnique, fieldOf, writtenArguments } from "./field-types.ts";
import { databaseName, keyColumn, type TortoiseModule } from "./module.ts";
import { COMPUTED } from "./names.ts";

export const columnName = (name: string): Code =>
  named("source_field", literal(databaseName(name)));

/** Arguments that fields of columns and of foreign keys share. */
export const sharedArguments = (module: TortoiseModule, column: Column): readonly Code[] => {
  const value = column.generated ? null : databaseDefault(module, column);
  return [
    ...(value === null ? [] : [named("db_default", value)]),
    ...(column.comment === "" ? [] : [named("description", literal(column.comment))]),
  ];
};

const reportCollation = (module: TortoiseModule, { id, name, collation }: Column): void => {
  if (collation === undefined) return;
  const message = `Tortoise has no collations; "${name}" has none.`;
  module.addDiagnostic(warning("collation-lost", message, { record: id }));
};

const reportIdentity = (module: TortoiseModule, { id, name, generated }: Column): void => {
  if (generated?.kind !== "identity") return;
  const message = `Tortoise generates values only for a primary key of one column; "${name}" has none.`;
  module.addDiagnostic(warning("identity-lost", message, { record: id }));
};

const keyArguments = (column: Column): readonly Code[] => {
  const isNumbered = column.generated?.kind === "identity";
  const isInteger = column.type.kind === "integer";
  return [
    named("primary_key", "True"),
    // Tortoise numbers integer keys by default.
    ...(isInteger && !isNumbered ? [named("generated", "False")] : []),
  ];
};

const computedField = (module: TortoiseModule, view: TableView, column: Column): Code => {
  const { generated, name } = column;
  if (generated?.kind !== "computed") return "";
  module.usesComputed = true;
  const field = fieldOf(module, view, column);
  const manner = generated.stored ? "STORED" : "VIRTUAL";
  const sql = `GENERATED ALWAYS AS (${portableSql(view, generated.text)}) ${manner}`;
  return call(COMPUTED, [
    field.name,
    dictionary(field.arguments.map(part => [literal(part.name), part.value])),
    literal(sql),
    ...(isUnique(view, [column.id]) && canBeUnique(module, column)
      ? [named("unique", "True")]
      : []),
    ...(module.names.attribute(column.id) === name ? [] : [columnName(name)]),
    ...sharedArguments(module, column),
  ]);
};

/** Tortoise inserts every generated value together with an explicit number of the key. */
const explicitKeyComments = (
  module: TortoiseModule,
  view: TableView,
  { id }: Column,
): readonly string[] => {
  if (keyColumn(module.document, view)?.generated?.kind !== "identity") return [];
  const message = "Tortoise inserts no row whose key is set by hand into a table with this column.";
  module.addDiagnostic(info("computed-with-key", message, { record: id }));
  return [message];
};

/** Tortoise passes the columns of a row as arguments to a class method. */
const reportUnreadable = (module: TortoiseModule, { id, name }: Column): void => {
  if (name !== "cls") return;
  const message = `Tortoise writes the column "${name}", but cannot read its rows: its own method has a parameter of this name.`;
  module.addDiagnostic(
    warning("unreadable-column", message, { record: id, hint: "Rename the column." }),
  );
};

export const columnField = (
  module: TortoiseModule,
  view: TableView,
  column: Column,
): PrintedField => {
  const name = module.names.attribute(column.id);
  reportCollation(module, column);
  reportUnreadable(module, column);
  const isKey = keyColumn(module.document, view)?.id === column.id;
  if (column.generated?.kind === "computed") {
    const value = computedField(module, view, column);
    return {
      records: [column.id],
      comments: explicitKeyComments(module, view, column),
      name,
      value,
    };
  }
  if (!isKey) reportIdentity(module, column);
  const field = fieldOf(module, view, column);
  const unique = !isKey && isUnique(view, [column.id]) && canBeUnique(module, column);
  const value = call(field.name, [
    ...writtenArguments(field),
    ...(isKey ? keyArguments(column) : []),
    ...(unique ? [named("unique", "True")] : []),
    ...(column.nullable && !isKey ? [named("null", "True")] : []),
    ...(name === column.name ? [] : [columnName(column.name)]),
    ...sharedArguments(module, column),
  ]);
  return { records: [column.id], comments: field.comments, name, value };
};

/** The primary key of a model whose table has none that Tortoise supports. */
export const surrogateKey = (module: TortoiseModule, view: TableView): readonly PrintedField[] => {
  if (keyColumn(module.document, view)) return [];
  const { id, name } = view.table;
  const relations = relationsOf(module.document, id).map(each => module.names.relation(each));
  const attributes = view.columns.map(column => module.valueName(view, column.id));
  const columns = view.columns.map(column => column.name);
  const field = freeName("id", [...relations, ...attributes, ...columns]);
  const isComposite = (view.primaryKey?.columns.length ?? 0) > 1;
  const reason = isComposite
    ? "Tortoise has no primary key of several columns"
    : view.primaryKey
      ? "Tortoise has no primary key of this type"
      : "Tortoise requires a primary key";
  const message = `${reason}, so the model of "${name}" has an additional column "${field}".`;
  module.addDiagnostic(
    (view.primaryKey ? info : warning)("surrogate-key", message, { record: id }),
  );
  const value = call("fields.IntField", [named("primary_key", "True")]);
  return [{ records: [id], comments: [`${reason}.`], name: field, value }];
};
