/**
 * Descriptions of what the fields of nodes hold. A tree describes each of its kinds once; all walks over the tree are
 * derived from the descriptions, so a field or a kind without one does not compile.
 */
import type { TextRange } from "../base/index.ts";

/** The content of each field, apart from lists and null: a role, or a record that is described in turn. */
export type Fields = { readonly [name: string]: string | Fields };

type Held<Value> = Value extends null | undefined
  ? never
  : Value extends readonly (infer Each)[]
    ? Held<Each>
    : Value;

type RolesWith<Value, Roles> = {
  [Role in keyof Roles]: [Value] extends [Roles[Role]] ? Role : never;
}[keyof Roles];

type Content<Value, Roles extends { readonly data: unknown }> = [Value] extends [Roles["data"]]
  ? "data"
  : [RolesWith<Value, Roles>] extends [never]
    ? FieldsOf<Value, Roles>
    : RolesWith<Value, Roles>;

/** Origins and sources describe where a node comes from, not what it means; tree walks skip them. */
type Described<Name, Value> = Name extends "kind"
  ? never
  : object extends Exclude<Value, null | undefined>
    ? never
    : [Held<Value>] extends [TextRange]
      ? never
      : Name;

/** The description of a node or record. `Roles` are the types with a role; all tree walks stop at them. */
export type FieldsOf<Node, Roles extends { readonly data: unknown }> = {
  readonly [Name in keyof Node as Described<Name, Node[Name]>]-?: Content<Held<Node[Name]>, Roles>;
};

/** A described field, in the form that walks read. */
export type Field = {
  readonly name: string;
  readonly role: string;
  /** The fields of the record that it holds; null for a role. */
  readonly fields: readonly Field[] | null;
};

export const fieldList = (fields: Fields): readonly Field[] =>
  Object.entries(fields).map(([name, content]) =>
    typeof content === "string"
      ? { name, role: content, fields: null }
      : { name, role: "record", fields: fieldList(content) },
  );

/** The field lists of several descriptions, by their keys. */
export const fieldLists = <Key extends string>(
  table: Readonly<Record<Key, Fields>>,
): Readonly<Record<Key, readonly Field[]>> => {
  const lists = Object.entries<Fields>(table).map(([key, fields]) => [key, fieldList(fields)]);
  return Object.fromEntries(lists);
};

export const fieldValue = (record: object, { name }: Field): unknown =>
  (record as Readonly<Record<string, unknown>>)[name];

/** Functions by role; a role without one is skipped. */
type ByRole = { readonly [role: string]: ((value: never) => unknown) | undefined };

/** Typed functions by role, for trees that define `Roles`. */
export type RoleFunctions<Roles> = {
  readonly [Role in keyof Roles]?: (value: Roles[Role]) => unknown;
};

const call = (functions: ByRole, role: string, value: unknown): unknown => {
  const run = functions[role] as ((value: unknown) => unknown) | undefined;
  return run ? run(value) : value;
};

/** Calls the function of its role for each value in the fields, in their order. */
export const visitFields = (record: object, fields: readonly Field[], visitors: ByRole): void => {
  for (const field of fields) {
    if (field.role !== "data") visitValue(fieldValue(record, field), field, visitors);
  }
};

const visitValue = (value: unknown, field: Field, visitors: ByRole): void => {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) for (const each of value) visitValue(each, field, visitors);
  else if (field.fields) visitFields(value, field.fields, visitors);
  else call(visitors, field.role, value);
};

/** The record with every value changed by the function of its role; the record itself if none changes. */
export const mapFields = <Described extends object>(
  record: Described,
  fields: readonly Field[],
  changes: ByRole,
): Described => {
  let copy: Record<string, unknown> | null = null;
  for (const field of fields) {
    if (field.role === "data") continue;
    const value = fieldValue(record, field);
    const changed = mapValue(value, field, changes);
    if (changed === value) continue;
    copy ??= { ...record } as Record<string, unknown>;
    copy[field.name] = changed;
  }
  return (copy as Described | null) ?? record;
};

const mapValue = (value: unknown, field: Field, changes: ByRole): unknown => {
  if (value === null || value === undefined) return value;
  if (Array.isArray(value)) {
    const list = value.map(each => mapValue(each, field, changes));
    return list.some((each, index) => each !== value[index]) ? list : value;
  }
  return field.fields ? mapFields(value, field.fields, changes) : call(changes, field.role, value);
};

/** Compares two values of one role. */
type Same = (a: unknown, b: unknown, role: string) => boolean;

/** Whether two records of one description hold the same. An absent field is the same as null. */
export const sameFields = (a: object, b: object, fields: readonly Field[], same: Same): boolean =>
  fields.every(field => sameValue(fieldValue(a, field), fieldValue(b, field), field, same));

const isMissing = (value: unknown): boolean => value === null || value === undefined;

const sameValue = (a: unknown, b: unknown, field: Field, same: Same): boolean => {
  if (a === b) return true;
  if (isMissing(a) || isMissing(b)) return isMissing(a) && isMissing(b);
  if (Array.isArray(a) && Array.isArray(b)) {
    return (
      a.length === b.length && a.every((each, index) => sameValue(each, b[index], field, same))
    );
  }
  return field.fields
    ? sameFields(a as object, b as object, field.fields, same)
    : same(a, b, field.role);
};
