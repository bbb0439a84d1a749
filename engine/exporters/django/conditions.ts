/** SQL conditions as `Q(…)`: comparisons of columns with constants as lookups, all others as raw SQL. */
import { type Column, columnNamed, type TableView } from "../../schema/index.ts";
import { type Code, call, literal, named, portableSql, referenceOf } from "../python/index.ts";
import type { DjangoModule } from "./module.ts";

const LOOKUPS: Readonly<Record<string, string>> = {
  "=": "",
  "<": "__lt",
  "<=": "__lte",
  ">": "__gt",
  ">=": "__gte",
};

const NAME = String.raw`(?<name>\w+|"[^"]+")`;
const CONSTANT = String.raw`-?\d+|'(?:[^']|'')*'`;
const COMPARISON = new RegExp(
  `^${NAME}\\s*(?<operator><=|>=|=|<|>)\\s*(?<constant>${CONSTANT})$`,
  "u",
);
const NULL_TEST = new RegExp(`^${NAME}\\s+is\\s+(?<not>not\\s+)?null$`, "iu");
const RANGE = new RegExp(
  `^${NAME}\\s+between\\s+(?<from>${CONSTANT})\\s+and\\s+(?<to>${CONSTANT})$`,
  "iu",
);

const NUMBERS = new Set(["integer", "decimal", "float"]);
const TEXTS = new Set(["varchar", "char", "text"]);

/** A constant of the kind that the column has, in Python; null for any other. */
const constant = ({ type }: Column, sql: string | undefined): string | null => {
  if (sql === undefined) return null;
  if (!sql.startsWith("'")) return NUMBERS.has(type.kind) ? String(BigInt(sql)) : null;
  return TEXTS.has(type.kind) ? literal(sql.slice(1, -1).replaceAll("''", "'")) : null;
};

type Lookup = { readonly name: string; readonly value: string };

/** The column of a lookup. The lookups of a foreign key differ. */
const lookupColumn = (module: DjangoModule, view: TableView, name = ""): Column | null => {
  const column = columnNamed(view, name.replace(/^"(.*)"$/u, "$1"));
  const isPlain = column && !column.generated && !referenceOf(module.document, view, column);
  return isPlain ? column : null;
};

const lookupOf = (module: DjangoModule, view: TableView, sql: string): Lookup | null => {
  const match = COMPARISON.exec(sql) ?? NULL_TEST.exec(sql) ?? RANGE.exec(sql);
  const { name, operator, constant: compared, not, from, to } = match?.groups ?? {};
  const column = lookupColumn(module, view, name);
  if (!column) return null;
  const field = module.names.attribute(column.id);
  if (operator !== undefined) {
    const value = constant(column, compared);
    return value === null ? null : { name: field + (LOOKUPS[operator] ?? ""), value };
  }
  if (from === undefined) return { name: `${field}__isnull`, value: not ? "False" : "True" };
  const [first, last] = [constant(column, from), constant(column, to)];
  if (first === null || last === null) return null;
  return { name: `${field}__range`, value: `(${first}, ${last})` };
};

/** The parts of a conjunction; a text with other operators is one part. */
const conjuncts = (sql: string): readonly string[] =>
  /\b(?:or|between|case|not)\b|['"()]/iu.test(sql.replaceAll(/\bis\s+not\b/giu, "is"))
    ? [sql.trim()]
    : sql.split(/\sand\s/iu).map(part => part.trim());

const lookups = (module: DjangoModule, view: TableView, sql: string): readonly Lookup[] | null => {
  const found = conjuncts(sql).map(part => lookupOf(module, view, part));
  const names = new Set(found.map(lookup => lookup?.name));
  return names.size === found.length ? found.filter(lookup => lookup !== null) : null;
};

/** The condition, with the lookups of Django where all of its parts have one. */
export const condition = (module: DjangoModule, view: TableView, sql: string): Code => {
  const found = lookups(module, view, sql);
  const parts = conjuncts(sql).length;
  if (found?.length === parts) {
    return call(
      "models.Q",
      found.map(({ name, value }) => named(name, value)),
    );
  }
  const raw = module.rawSql(portableSql(view, sql), "models.BooleanField()");
  return call("models.Q", [raw]);
};
