/** Designs of catalogues that PostgreSQL and MySQL have written of real schemas, as JSON. */
import * as v from "valibot";
import { documentOfModels, type ModelsDescription } from "../../importers/index.ts";
import {
  countedIds,
  freeName,
  parseColumnDefault,
  type SchemaDocument,
} from "../../schema/index.ts";

const names = v.array(v.string());

const catalogue = v.object({
  tables: v.array(
    v.object({
      name: v.string(),
      comment: v.nullable(v.string()),
      /** A part of another table, with the same columns. */
      partitionOf: v.nullish(v.string()),
      columns: v.array(
        v.object({
          name: v.string(),
          type: v.string(),
          notNull: v.boolean(),
          default: v.nullable(v.string()),
          identity: v.nullish(v.string()),
          autoIncrement: v.nullish(v.boolean()),
        }),
      ),
      primaryKey: v.nullable(names),
      uniques: v.nullable(v.array(names)),
      foreignKeys: v.nullable(
        v.array(
          v.object({
            name: v.string(),
            columns: names,
            refTable: v.string(),
            refColumns: names,
            onDelete: v.string(),
            onUpdate: v.string(),
          }),
        ),
      ),
      indexes: v.nullable(
        v.array(
          v.object({
            name: v.string(),
            unique: v.boolean(),
            partial: v.nullish(v.boolean()),
            expression: v.nullish(v.boolean()),
            columns: names,
          }),
        ),
      ),
    }),
  ),
  enums: v.nullish(v.record(v.string(), names)),
});

type Catalogue = v.InferOutput<typeof catalogue>;
type CatalogueTable = Catalogue["tables"][number];
type CatalogueColumn = CatalogueTable["columns"][number];
type Described = ModelsDescription["tables"][number];

const ACTIONS = {
  a: "no action",
  r: "restrict",
  c: "cascade",
  n: "set null",
  d: "set default",
} as const;

type Action = (typeof ACTIONS)[keyof typeof ACTIONS];

const actionOf = (text: string): Action =>
  ACTIONS[text as keyof typeof ACTIONS] ?? (text.toLowerCase() as Action);

/** PostgreSQL numbers rows by a sequence. */
const isNumbered = ({ identity, autoIncrement, default: text }: CatalogueColumn): boolean =>
  Boolean(identity) || autoIncrement === true || (text ?? "").startsWith("nextval(");

/** SQLite does not parse domains, arrays, nor the values of MySQL's enums. */
const typeOf = ({ type }: CatalogueColumn): string => (/[["']/.test(type) ? "text" : type);

/** Constants alone, because SQLite has few functions of other databases. */
const defaultOf = ({
  type,
  default: text,
}: CatalogueColumn): Described["columns"][number]["default"] => {
  const isDomain = type.startsWith('"');
  const read =
    text === null || isDomain ? null : parseColumnDefault(text.replace(/::[\w" ]+(\(\d+\))?$/, ""));
  return read?.kind === "value" ? { ...read, client: false } : null;
};

const describeColumn = (
  table: CatalogueTable,
  column: CatalogueColumn,
  enums: Catalogue["enums"],
): Described["columns"][number] => {
  const { name, type, notNull } = column;
  const isKey = table.primaryKey?.length === 1 && table.primaryKey[0] === name;
  const numbered = isKey && isNumbered(column);
  const values = Object.entries(enums ?? {}).find(([given]) => given.split(".").at(-1) === type);
  return {
    name,
    type: typeOf(column),
    enum: values ? { name: type, values: values[1] } : null,
    nullable: !notNull,
    default: numbered ? null : defaultOf(column),
    generated: numbered ? { kind: "identity", strict: false } : null,
    comment: "",
    collation: null,
  };
};

/** Plain indexes; the catalogues do not have the conditions of the others. */
const describeIndexes = (table: CatalogueTable, taken: string[]): Described["indexes"] =>
  (table.indexes ?? [])
    .filter(({ partial, expression }) => !partial && !expression)
    .map(({ name: given, unique, columns }) => {
      const name = freeName(given, taken);
      taken.push(name);
      const parts = columns.map(column => ({
        column,
        expression: null,
        descending: false,
        collation: null,
      }));
      return { name, unique, parts, where: null };
    });

const describeTable = (
  table: CatalogueTable,
  enums: Catalogue["enums"],
  taken: string[],
): Described => ({
  name: table.name,
  entity: null,
  comment: table.comment ?? "",
  place: null,
  columns: table.columns.map(column => describeColumn(table, column, enums)),
  primaryKey: table.primaryKey?.length ? { name: null, columns: table.primaryKey } : null,
  uniqueKeys: (table.uniques ?? []).map(columns => ({ name: null, columns })),
  checks: [],
  indexes: describeIndexes(table, taken),
  foreignKeys: (table.foreignKeys ?? []).map(key => ({
    name: null,
    columns: key.columns,
    target: key.refTable,
    targetColumns: key.refColumns,
    onDelete: actionOf(key.onDelete),
    onUpdate: actionOf(key.onUpdate),
    forward: null,
    reverse: null,
  })),
});

/** The design of a catalogue. @throws when the text does not have its form. */
export const designOfCatalogue = (json: string): SchemaDocument => {
  const { tables, enums } = v.parse(catalogue, JSON.parse(json));
  const taken: string[] = [];
  const whole = tables.filter(({ partitionOf }) => !partitionOf);
  const described = whole.map(table => describeTable(table, enums, taken));
  const description = { tables: described, manyToMany: [], problems: [] };
  return documentOfModels(description, countedIds()).value.document;
};
