/** Prints a column as the line that describes it. */
import { printColumnDefault } from "../column-default.ts";
import { isKnownType, parseColumnType, printColumnType } from "../column-type.ts";
import type { SchemaDocument } from "../records.ts";
import { tableView } from "../views.ts";
import type { ColumnDraft } from "./draft.ts";

const inQuotes = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const inSingleQuotes = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name, in quotes unless it is one plain word. */
const printName = (name: string): string =>
  /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : inQuotes(name);

const printType = ({ type, enumValues }: ColumnDraft, document: SchemaDocument): string => {
  if (enumValues) return `enum(${enumValues.map(inSingleQuotes).join(", ")})`;
  const text = printColumnType(type, document);
  const isRead = JSON.stringify(parseColumnType(text, document)) === JSON.stringify(type);
  return isRead && isKnownType(type) && /^[\w(), ]+$/.test(text) ? text : inQuotes(text);
};

const printReference = (
  { reference, onDelete, onUpdate }: ColumnDraft,
  document: SchemaDocument,
): readonly string[] => {
  if (!reference) return [];
  const { table } = tableView(document, reference.table);
  return [
    `-> ${printName(table.name)}(${printName(reference.name)})`,
    onDelete === "no action" ? "" : `on delete ${onDelete}`,
    onUpdate === "no action" ? "" : `on update ${onUpdate}`,
  ];
};

const printGenerated = ({ generated }: ColumnDraft): string => {
  if (!generated) return "";
  if (generated.kind === "identity") return generated.strict ? "autoincrement" : "identity";
  return `generated always as (${generated.text})${generated.stored ? " stored" : ""}`;
};

/** The line of a column; {@link parseColumnLine} reads it as the same draft. */
export const printColumnLine = (draft: ColumnDraft, document: SchemaDocument): string =>
  [
    printName(draft.name),
    printType(draft, document),
    draft.nullable ? "" : "not null",
    draft.primaryKey ? "pk" : "",
    draft.unique ? "unique" : "",
    draft.default ? `default ${printDefault(draft)}` : "",
    printGenerated(draft),
    draft.collation === null ? "" : `collate ${printName(draft.collation)}`,
    ...printReference(draft, document),
    ...draft.checks.map(check => `check (${check})`),
    draft.comment === "" ? "" : `comment ${inSingleQuotes(draft.comment)}`,
  ]
    .filter(part => part !== "")
    .join(" ");

/** An expression of several words is written in parentheses. */
const printDefault = ({ default: given }: ColumnDraft): string => {
  if (!given) return "";
  return given.kind === "value" && typeof given.value === "string"
    ? inSingleQuotes(given.value)
    : printColumnDefault(given);
};
