/**
 * What a Python library knows of the models that it has loaded, as plain data. `python/stele_runtime/description.py`
 * writes it. The person's code runs in the process that sends it, so it is validated as untrusted input.
 */
import * as v from "valibot";

const text = v.pipe(v.string(), v.excludes("\0"));
const name = v.pipe(
  text,
  v.check(given => given.trim() !== "", "A name is empty."),
);
const names = v.pipe(v.array(name), v.nonEmpty(), v.readonly());
const line = v.pipe(v.number(), v.integer(), v.minValue(1));

const place = v.object({
  /** The path of the file as it was given. */
  file: v.string(),
  line: v.nullable(line),
});

const value = v.variant("kind", [
  v.object({
    kind: v.literal("value"),
    value: v.union([text, v.pipe(v.number(), v.finite()), v.boolean(), v.null()]),
    /** Whether Python alone fills it in; the tables of the library do not have it. */
    client: v.boolean(),
  }),
  v.object({ kind: v.literal("expression"), text }),
]);

const column = v.object({
  name,
  /** The type as Stele prints it, such as `varchar(40)`; an unknown type as the database calls it. */
  type: text,
  /** The allowed values; `type` is ignored then. Enums with the same name are one. */
  enum: v.nullable(v.object({ name, values: v.pipe(v.array(text), v.readonly()) })),
  nullable: v.boolean(),
  default: v.nullable(value),
  generated: v.nullable(
    v.variant("kind", [
      v.object({ kind: v.literal("identity"), strict: v.boolean() }),
      v.object({ kind: v.literal("computed"), text, stored: v.boolean() }),
    ]),
  ),
  comment: text,
  /** Null for that of the database. */
  collation: v.nullable(name),
});

const key = v.object({ name: v.nullable(name), columns: names });

const index = v.object({
  /** Null for one that the database or the library would name. */
  name: v.nullable(name),
  unique: v.boolean(),
  parts: v.pipe(
    v.array(
      v.object({
        /** A column, or null for an expression. */
        column: v.nullable(name),
        expression: v.nullable(text),
        descending: v.boolean(),
        /** Null for that of the column. */
        collation: v.nullable(name),
      }),
    ),
    v.nonEmpty(),
    v.readonly(),
  ),
  where: v.nullable(text),
});

const action = v.picklist(["no action", "restrict", "cascade", "set null", "set default"]);

const foreignKey = v.object({
  name: v.nullable(name),
  columns: names,
  /** The name of the table. */
  target: name,
  targetColumns: names,
  onDelete: action,
  onUpdate: action,
  /** The relation on the class that has the key; null if the models name none. */
  forward: v.nullable(name),
  /** The relation on the class that is referenced; null if the models name none. */
  reverse: v.nullable(name),
});

const table = v.object({
  name,
  /** The name of the class; null for a table without one. */
  entity: v.nullable(name),
  comment: text,
  place: v.nullable(place),
  columns: v.pipe(v.array(column), v.readonly()),
  primaryKey: v.nullable(key),
  uniqueKeys: v.pipe(v.array(key), v.readonly()),
  checks: v.pipe(v.array(v.object({ name: v.nullable(name), expression: text })), v.readonly()),
  indexes: v.pipe(v.array(index), v.readonly()),
  foreignKeys: v.pipe(v.array(foreignKey), v.readonly()),
});

/** A many-to-many relation, as one of its two sides names it. */
const manyToMany = v.object({
  /** The join table, which is one of the tables. */
  through: name,
  name,
  /** The columns of the join table that lead to the other side. */
  columns: names,
});

const problem = v.object({
  severity: v.picklist(["error", "warning", "info"]),
  /** One sentence: what is wrong. */
  message: text,
  /** One sentence: what to do next. */
  hint: v.nullable(text),
  place: v.nullable(place),
  /** The table that it is about. */
  table: v.nullable(name),
});

export const modelsDescription = v.object({
  tables: v.pipe(v.array(table), v.readonly()),
  manyToMany: v.pipe(v.array(manyToMany), v.readonly()),
  problems: v.pipe(v.array(problem), v.readonly()),
});

export type ModelsDescription = v.InferOutput<typeof modelsDescription>;
export type DescribedTable = v.InferOutput<typeof table>;
export type DescribedColumn = v.InferOutput<typeof column>;
export type DescribedForeignKey = v.InferOutput<typeof foreignKey>;
export type DescribedProblem = v.InferOutput<typeof problem>;
export type DescribedIndex = v.InferOutput<typeof index>;
export type DescribedManyToMany = v.InferOutput<typeof manyToMany>;
