/** Validation schemas for stored records and queries; those of records match the types of `records.ts`. */
import * as v from "valibot";
import { colorNames } from "../records.ts";

const id = v.pipe(v.string(), v.nonEmpty());
/** No database accepts the zero character in its SQL. */
const sql = v.pipe(v.string(), v.excludes("\0"));
const name = v.pipe(sql, v.nonEmpty());
const nullableName = v.nullable(name);
const ids = v.pipe(
  v.array(id),
  v.nonEmpty(),
  v.check(list => new Set(list).size === list.length, "A column is repeated."),
  v.readonly(),
);
const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const columnType = v.variant("kind", [
  v.object({ kind: v.literal("integer"), bits: v.picklist([16, 32, 64]) }),
  v.object({
    kind: v.literal("decimal"),
    precision: v.nullable(count),
    scale: v.nullable(count),
  }),
  v.object({ kind: v.literal("float"), bits: v.picklist([32, 64]) }),
  v.object({ kind: v.literal("varchar"), length: v.nullable(count) }),
  v.object({ kind: v.literal("char"), length: count }),
  v.object({ kind: v.literal("datetime"), zone: v.boolean() }),
  v.object({ kind: v.literal("enum"), enum: id }),
  v.object({ kind: v.literal("other"), name: sql }),
  v.object({ kind: v.picklist(["text", "boolean", "date", "time", "uuid", "json", "blob"]) }),
]);

const columnDefault = v.variant("kind", [
  v.object({
    kind: v.literal("value"),
    value: v.union([sql, finite, v.boolean(), v.null()]),
  }),
  v.object({ kind: v.literal("expression"), text: sql }),
]);

const generation = v.variant("kind", [
  v.object({ kind: v.literal("identity"), strict: v.boolean() }),
  v.object({ kind: v.literal("computed"), text: sql, stored: v.boolean() }),
]);

/** Absent in older projects, and for the default of the database. */
const collation = v.exactOptional(name);

const indexPart = v.variant("kind", [
  v.object({ kind: v.literal("column"), column: id, descending: v.boolean(), collation }),
  v.object({ kind: v.literal("expression"), text: sql, descending: v.boolean(), collation }),
]);

const action = v.picklist(["no action", "restrict", "cascade", "set null", "set default"]);

/** Absent in older projects, and for none. */
const color = v.exactOptional(v.picklist(colorNames));

const extent = v.pipe(finite, v.minValue(0));
const rectangle = { x: finite, y: finite, width: extent, height: extent };

export const recordSchema = v.variant("kind", [
  v.object({
    kind: v.literal("table"),
    id,
    name,
    entity: name,
    comment: v.string(),
    color,
  }),
  v.object({
    kind: v.literal("column"),
    id,
    table: id,
    name,
    type: columnType,
    collation,
    nullable: v.boolean(),
    default: v.nullable(columnDefault),
    generated: v.nullable(generation),
    comment: v.string(),
    position: finite,
    automatic: v.exactOptional(v.literal(true)),
  }),
  v.object({
    kind: v.literal("key"),
    id,
    table: id,
    primary: v.boolean(),
    name: nullableName,
    columns: ids,
  }),
  v.object({
    kind: v.literal("index"),
    id,
    table: id,
    name,
    unique: v.boolean(),
    parts: v.pipe(v.array(indexPart), v.nonEmpty()),
    where: v.nullable(sql),
  }),
  v.object({
    kind: v.literal("check"),
    id,
    table: id,
    name: nullableName,
    expression: sql,
  }),
  v.object({
    kind: v.literal("foreignKey"),
    id,
    table: id,
    columns: ids,
    target: id,
    targetColumns: ids,
    name: nullableName,
    onDelete: action,
    onUpdate: action,
    forward: name,
    reverse: name,
  }),
  v.object({ kind: v.literal("enum"), id, name, values: v.array(sql) }),
  v.object({ kind: v.literal("placement"), id, table: id, x: finite, y: finite }),
  v.object({ kind: v.literal("note"), id, text: v.string(), ...rectangle, color }),
  v.object({ kind: v.literal("area"), id, title: v.string(), ...rectangle, color }),
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
