/** Adds, changes and removes enums. */
import { type Diagnostic, type Report, report, warning } from "../../base/index.ts";
import { Change } from "../change.ts";
import { isTypeName } from "../column-type.ts";
import type { Diff } from "../diff.ts";
import { isUsableName } from "../names.ts";
import type { Column, Enum, EnumId, NewId, SchemaDocument } from "../records.ts";
import { columnsOfEnum, enumOf, recordsOf, sameName, tableView } from "../views.ts";
import { refusal } from "./refusal.ts";

export type AddEnum = {
  readonly newId: NewId;
  readonly name: string;
  readonly values: readonly string[];
};

export const addEnum = (document: SchemaDocument, { newId, name, values }: AddEnum): Report<Diff> =>
  putEnum(document, { kind: "enum", id: newId("enum"), name, values }, new Map());

export type UpdateEnum = {
  readonly enum: EnumId;
  readonly name?: string;
  /** All values in their new order, by their new names; if omitted, the values keep their order. */
  readonly values?: readonly string[];
  /** New names of values, by their old names. Defaults of columns follow. */
  readonly renamedValues?: ReadonlyMap<string, string>;
};

export const updateEnum = (
  document: SchemaDocument,
  { enum: id, name, values, renamedValues = new Map() }: UpdateEnum,
): Report<Diff> => {
  const before = enumOf(document, id);
  const next = {
    ...before,
    name: name ?? before.name,
    values: values ?? before.values.map(value => renamedValues.get(value) ?? value),
  };
  return putEnum(document, next, renamedValues);
};

const faultOf = (document: SchemaDocument, { id, name, values }: Enum): Report<Diff> | null => {
  if (!isUsableName(name)) return refusal("missing-name", "An enum needs a name.");
  const isTaken = recordsOf(document, "enum").some(
    other => other.id !== id && sameName(other.name, name),
  );
  if (isTaken) return refusal("name-taken", `An enum "${name}" already exists.`);
  if (isTypeName(name)) return refusal("name-taken", `"${name}" is the name of a type.`);
  if (values.length === 0) return refusal("missing-value", "An enum needs at least one value.");
  const repeated = values.find((value, at) => values.indexOf(value) !== at);
  if (repeated !== undefined) {
    return refusal("repeated-value", `The enum "${name}" has the value "${repeated}" twice.`);
  }
  return values.some(value => value.includes("\0"))
    ? refusal("bad-value", "A value cannot contain the zero character.")
    : null;
};

const putEnum = (
  document: SchemaDocument,
  given: Enum,
  renamed: ReadonlyMap<string, string>,
): Report<Diff> => {
  const next: Enum = { ...given, name: given.name.trim() };
  const fault = faultOf(document, next);
  if (fault) return fault;
  const change = new Change(document).put(next);
  const diagnostics = columnsOfEnum(document, next.id).flatMap(column =>
    followWithDefault(change, column, {
      before: enumOf(document, next.id).values,
      after: next.values,
      renamed,
    }),
  );
  return report(change.finish(), diagnostics);
};

type ChangedValues = {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly renamed: ReadonlyMap<string, string>;
};

/** A default follows a renamed value; that of a removed value is removed. */
const followWithDefault = (
  change: Change,
  column: Column,
  { before, after, renamed }: ChangedValues,
): readonly Diagnostic[] => {
  const value = column.default?.kind === "value" ? column.default.value : null;
  if (typeof value !== "string" || !before.includes(value)) return [];
  const next = renamed.get(value) ?? value;
  if (after.includes(next)) {
    change.put({ ...column, default: { kind: "value", value: next } });
    return [];
  }
  change.put({ ...column, default: null });
  const { name } = tableView(change.document, column.table).table;
  const message = `The default of "${name}.${column.name}" is removed, because "${value}" is no longer a value.`;
  return [warning("default-removed", message, { record: column.id })];
};

export type RemoveEnums = {
  readonly enums: readonly EnumId[];
  /** What happens while columns use one: the edit is refused, or the columns become text. */
  readonly whenUsed?: "refuse" | "text";
};

export const removeEnums = (
  document: SchemaDocument,
  { enums, whenUsed = "refuse" }: RemoveEnums,
): Report<Diff> => {
  const columns = enums.flatMap(id => columnsOfEnum(document, id));
  const [first] = columns;
  if (whenUsed === "refuse" && first?.type.kind === "enum") {
    const { name } = enumOf(document, first.type.enum);
    const place = `"${tableView(document, first.table).table.name}.${first.name}"`;
    const others = columns.length > 1 ? ` and ${columns.length - 1} more` : "";
    const message = `The enum "${name}" is the type of ${place}${others}.`;
    return refusal("enum-in-use", message, "Change the type of these columns to text first.");
  }
  const change = new Change(document).remove(...enums);
  change.put(...columns.map(column => ({ ...column, type: { kind: "text" } }) as const));
  return report(change.finish());
};
