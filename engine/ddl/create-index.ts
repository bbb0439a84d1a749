/** CREATE INDEX: columns and expressions, descending, partial. */
import { warning } from "../base/index.ts";
import { columnOf, type Index, type IndexPart, type TableView } from "../schema/index.ts";
import { collationWords } from "./collations.ts";
import type { Drafting } from "./ddl-dialect.ts";
import { named } from "./names.ts";
import { userSql } from "./user-sql.ts";

const printPart = (
  drafting: Drafting,
  view: TableView,
  { index, part }: { readonly index: Index; readonly part: IndexPart },
): string => {
  const collation = collationWords(drafting, part.collation, {
    record: index.id,
    name: index.name,
  });
  const order = collation + (part.descending ? " DESC" : "");
  if (part.kind === "column") {
    return named(drafting, columnOf(drafting.document, part.column).name) + order;
  }
  const text = userSql(drafting, view, part.text);
  return (drafting.dialect.wrapsIndexExpressions ? `(${text})` : text) + order;
};

/** The statement, or nothing where the dialect has only an index of another meaning. */
export const createIndex = (
  drafting: Drafting,
  view: TableView,
  index: Index,
  name: string,
): string | null => {
  const { dialect } = drafting;
  if (index.where !== null && !dialect.partialIndexes) {
    const outcome = index.unique
      ? "is omitted, because a full unique index would reject rows that the design allows"
      : "covers every row";
    const message = `${dialect.sql.label} has no partial indexes; "${index.name}" ${outcome}.`;
    drafting.addDiagnostic(warning("partial-index", message, { record: index.id }));
    if (index.unique) return null;
  }
  const parts = index.parts.map(part => printPart(drafting, view, { index, part })).join(", ");
  const head = `CREATE ${index.unique ? "UNIQUE " : ""}INDEX ${named(drafting, name)}`;
  const where =
    index.where !== null && dialect.partialIndexes
      ? `\nWHERE ${userSql(drafting, view, index.where)}`
      : "";
  return `${head} ON ${named(drafting, view.table.name)} (${parts})${where}`;
};
