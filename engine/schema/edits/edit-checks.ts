/** Adds, changes and removes checks. */
import { type Report, report } from "../../base/index.ts";
import { Change } from "../change.ts";
import type { Diff } from "../diff.ts";
import type { Check, CheckId, NewId, SchemaDocument, TableId } from "../records.ts";
import { sqlFault } from "../user-sql.ts";
import { recordOf, tableView } from "../views.ts";
import { constraintNameOf, refuseConstraintName } from "./constraint-name.ts";
import { refusal } from "./refusal.ts";

export type AddCheck = {
  readonly newId: NewId;
  readonly table: TableId;
  /** A condition in SQL. */
  readonly expression: string;
  /** The name of the constraint; null or blank for none. */
  readonly name?: string | null;
};

export const addCheck = (
  document: SchemaDocument,
  { newId, table, expression, name = null }: AddCheck,
): Report<Diff> =>
  putCheck(document, { kind: "check", id: newId("check"), table, name, expression });

export type UpdateCheck = { readonly check: CheckId } & Partial<Pick<Check, "name" | "expression">>;

export const updateCheck = (
  document: SchemaDocument,
  { check: id, ...changes }: UpdateCheck,
): Report<Diff> => putCheck(document, { ...recordOf(document, "check", id), ...changes });

const putCheck = (document: SchemaDocument, given: Check): Report<Diff> => {
  const check: Check = {
    ...given,
    name: constraintNameOf(given.name),
    expression: given.expression.trim(),
  };
  const fault = sqlFault(check.expression);
  if (fault !== null) {
    return refusal("invalid-sql", `The condition is not valid SQL: ${fault}.`);
  }
  const refused = refuseConstraintName(tableView(document, check.table), check.name, check.id);
  return refused ?? report(new Change(document).put(check).finish());
};

export const removeChecks = (
  document: SchemaDocument,
  { checks }: { readonly checks: readonly CheckId[] },
): Report<Diff> => report(new Change(document).remove(...checks).finish());
