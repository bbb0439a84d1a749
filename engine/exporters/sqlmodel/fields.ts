/** Columns as fields: an annotation, and `Field(…)` for what that does not imply. */
import { type PrintedText, printedFrom, type RecordOrigin } from "../../base/index.ts";
import type { Column, ForeignKey, TableView } from "../../schema/index.ts";
import {
  autoincrementOf,
  foreignKeyArgument,
  generationArguments,
  indexArguments,
  isInPrimaryKey,
  isUniqueColumn,
  keysOfColumn,
  nameOfLateKey,
  type PythonModule,
  reportCollation,
  serverDefault,
  targetNames,
} from "../declarative/index.ts";
import {
  annotated,
  assignment,
  type Code,
  call,
  dictionary,
  INDENT,
  indented,
  layout,
  list,
  literal,
  named,
} from "../python/index.ts";
import { pythonDefault } from "./defaults.ts";
import { fieldType } from "./field-types.ts";

/** A column with its table, and the foreign keys of the table that are exported. */
type Place = {
  readonly view: TableView;
  readonly column: Column;
  readonly keys: readonly ForeignKey[];
};

/** Whether `foreign_key` and `ondelete` express a key; otherwise it is a `ForeignKey(…)`. */
const isPlainKey = ({ document }: PythonModule, { view, column }: Place, key: ForeignKey) => {
  const canBeNull = column.nullable && !isInPrimaryKey(view, column);
  const isAction = key.onDelete === "set null" ? canBeNull : key.onDelete !== "set default";
  const isNameless = key.name === null && nameOfLateKey(document, key) === null;
  return isAction && isNameless && key.onUpdate === "no action";
};

const keyArguments = (module: PythonModule, key: ForeignKey): readonly Code[] => [
  ...targetNames(module, key).map(name => named("foreign_key", literal(name))),
  ...(key.onDelete === "no action" ? [] : [named("ondelete", literal(key.onDelete.toUpperCase()))]),
];

/** SQLAlchemy numbers a key that is a single integer, without any argument. */
const isNumbered = ({ view, column, keys }: Place): boolean =>
  column.generated?.kind === "identity" &&
  !column.generated.strict &&
  isInPrimaryKey(view, column) &&
  autoincrementOf(view, column, keys) === null;

/** What `Field(…)` passes to the column because it has no own argument for it. */
const columnParts = (
  module: PythonModule,
  place: Place,
  otherKeys: readonly ForeignKey[],
): readonly Code[] => {
  const { view, column, keys } = place;
  const inKey = isInPrimaryKey(view, column);
  const autoincrement = inKey ? autoincrementOf(view, column, keys) : null;
  const value = serverDefault(module, column);
  const positional = [
    ...otherKeys.map(key => foreignKeyArgument(module, key)),
    ...(isNumbered(place) ? [] : generationArguments(module, view, column)),
  ];
  const isRenamed = module.names.attribute(column.id) !== column.name;
  const options: readonly (readonly [name: string, value: Code])[] = [
    ...(isRenamed ? [["name", literal(column.name)] as const] : []),
    ...(autoincrement === null ? [] : [["autoincrement", autoincrement] as const]),
    ...(value === null ? [] : [["server_default", value] as const]),
    ...(column.comment === "" ? [] : [["comment", literal(column.comment)] as const]),
  ];
  const entries = options.map(([name, value]) => [literal(name), value] as const);
  return [
    ...(positional.length === 0 ? [] : [named("sa_column_args", list(positional))]),
    ...(entries.length === 0 ? [] : [named("sa_column_kwargs", dictionary(entries))]),
  ];
};

const printField = (module: PythonModule, place: Place): PrintedText<RecordOrigin> => {
  const { view, column, keys } = place;
  reportCollation(module, column, column.collation);
  const inKey = isInPrimaryKey(view, column);
  const value = pythonDefault(module, column);
  // Until a new object is saved, it has no value that the database gives.
  const isGiven = value === null && (column.generated !== null || column.default !== null);
  const isOptional = isGiven || (column.nullable && !inKey);
  const initial = value ?? (isOptional ? "None" : null);
  const type = fieldType(module, column);
  const [first, ...others] = keysOfColumn(column, keys);
  const plainKey = first && isPlainKey(module, place, first) ? first : null;
  const otherKeys = first && !plainKey ? [first, ...others] : others;
  const parts = [
    ...(inKey ? ["primary_key=True"] : []),
    ...(plainKey ? keyArguments(module, plainKey) : []),
    ...(isUniqueColumn(view, column) ? ["unique=True"] : []),
    ...indexArguments(view, column),
    ...(isOptional && !column.nullable && !inKey ? ["nullable=False"] : []),
    ...type.arguments,
    ...columnParts(module, place, otherKeys),
  ];
  const annotation = type.annotation() + (isOptional ? " | None" : "");
  const target = annotated(module.names.attribute(column.id), annotation);
  if (parts.length === 0) {
    return initial === null ? layout(target, INDENT) : assignment(target, initial, INDENT);
  }
  const defaults = initial === null ? [] : [named("default", initial)];
  const field = call(module.imports.from("sqlmodel", "Field"), [...defaults, ...parts]);
  return assignment(target, field, INDENT);
};

/** The fields of a class, a line or more for each column. */
export const printFields = (
  module: PythonModule,
  view: TableView,
  keys: readonly ForeignKey[],
): readonly PrintedText<RecordOrigin>[] =>
  view.columns.map(column =>
    printedFrom(column.id, indented(printField(module, { view, column, keys }))),
  );
