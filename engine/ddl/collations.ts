/** COLLATE after a column or a part of an index. */
import { warning } from "../base/index.ts";
import type { Drafting } from "./ddl-dialect.ts";
import { named } from "./names.ts";

/** What is printed with the collation, for messages. */
type Collated = { readonly record: string; readonly name: string };

/** ` COLLATE NOCASE`, or nothing and a diagnostic where the database does not have the collation. */
export const collationWords = (
  drafting: Drafting,
  collation: string | undefined,
  { record, name }: Collated,
): string => {
  if (collation === undefined) return "";
  const { collations, sql } = drafting.dialect;
  if (collations) return ` COLLATE ${named(drafting, collation)}`;
  const message = `${sql.label} has no collation ${collation}; "${name}" is compared by the default of the database.`;
  const hint =
    sql.name === "mysql"
      ? "The default of MySQL ignores case and accents."
      : "The default of PostgreSQL distinguishes upper and lower case.";
  drafting.addDiagnostic(warning("collation-lost", message, { record, hint }));
  return "";
};
