/** Validation schemas for stored records and queries; those of records match the types of `records.ts`. */
import * as v from "valibot";

const id = v.pipe(v.string(), v.nonEmpty());
const nullableText = v.nullable(v.string());
const ids = v.pipe(v.array(id), v.readonly());

const columnType = v.variant("kind", [
  v.object({ kind: v.literal("integer"), bits: v.picklist([16, 32, 64]) }),
  v.object({
    kind: v.literal("decimal"),
    precision: v.nullable(v.number()),
    scale: v.nullable(v.number()),
  }),
  v.object({ kind: v.literal("float"), bits: v.picklist([32, 64]) }),
  v.object({ kind: v.literal("varchar"), length: v.nullable(v.number()) }),
  v.object({ kind: v.literal("char"), length: v.number() }),
  v.object({ kind: v.literal("datetime"), zone: v.boolean() }),
  v.object({ kind: v.literal("enum"), enum: id }),
  v.object({ kind: v.literal("other"), name: v.string() }),
  v.object({ kind: v.picklist(["text", "boolean", "date", "time", "uuid", "json", "blob"]) }),
]);

const columnDefault = v.variant("kind", [
  v.object({
    kind: v.literal("value"),
    value: v.union([v.string(), v.number(), v.boolean(), v.null()]),
  }),
  v.object({ kind: v.literal("expression"), text: v.string() }),
]);

const generation = v.variant("kind", [
  v.object({ kind: v.literal("identity"), strict: v.boolean() }),
  v.object({ kind: v.literal("computed"), text: v.string(), stored: v.boolean() }),
]);

/** Absent in older projects, and for the default of the database. */
const collation = v.exactOptional(v.string());

const indexPart = v.variant("kind", [
  v.object({ kind: v.literal("column"), column: id, descending: v.boolean(), collation }),
  v.object({ kind: v.literal("expression"), text: v.string(), descending: v.boolean(), collation }),
]);

const action = v.picklist(["no action", "restrict", "cascade", "set null", "set default"]);

export const recordSchema = v.variant("kind", [
  v.object({
    kind: v.literal("table"),
    id,
    name: v.string(),
    entity: v.string(),
    comment: v.string(),
  }),
  v.object({
    kind: v.literal("column"),
    id,
    table: id,
    name: v.string(),
    type: columnType,
    collation,
    nullable: v.boolean(),
    default: v.nullable(columnDefault),
    generated: v.nullable(generation),
    comment: v.string(),
    position: v.number(),
  }),
  v.object({
    kind: v.literal("key"),
    id,
    table: id,
    primary: v.boolean(),
    name: nullableText,
    columns: ids,
  }),
  v.object({
    kind: v.literal("index"),
    id,
    table: id,
    name: v.string(),
    unique: v.boolean(),
    parts: v.array(indexPart),
    where: nullableText,
  }),
  v.object({
    kind: v.literal("check"),
    id,
    table: id,
    name: nullableText,
    expression: v.string(),
  }),
  v.object({
    kind: v.literal("foreignKey"),
    id,
    table: id,
    columns: ids,
    target: id,
    targetColumns: ids,
    name: nullableText,
    onDelete: action,
    onUpdate: action,
    forward: v.string(),
    reverse: v.string(),
  }),
  v.object({ kind: v.literal("enum"), id, name: v.string(), values: v.array(v.string()) }),
  v.object({ kind: v.literal("placement"), id, table: id, x: v.number(), y: v.number() }),
]);

export const querySchema = v.object({
  id,
  name: v.string(),
  language: v.picklist(["typescript"]),
  text: v.string(),
});

export type StoredQuery = v.InferOutput<typeof querySchema>;

/** The language of a query. */
export type QueryLanguage = StoredQuery["language"];
