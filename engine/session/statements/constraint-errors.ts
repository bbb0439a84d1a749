/** Explains rejected statements in terms of the model: which entity, which columns, what to do. */
import type { TextRange } from "../../base/index.ts";
import { type BrokenConstraint, DatabaseError } from "../../drivers/index.ts";
import { type Model, QueryError, type QueryErrorCode } from "../../query/index.ts";
import { type Statement, UnsupportedSql } from "../../sql/index.ts";

type Explanation = {
  readonly code: QueryErrorCode;
  readonly message: string;
  readonly hint: string;
};

const list = (columns: readonly string[]): string => columns.join(" and ");

const explanationOf = (
  { kind, columns }: BrokenConstraint,
  entity: string,
  statement: Statement,
): Explanation => {
  switch (kind) {
    case "unique":
      return {
        code: "unique-violation",
        message: `A ${entity} with the same ${list(columns)} already exists.`,
        hint: "Use another value, update the existing row, or use upsert().",
      };
    case "not null":
      return {
        code: "not-null-violation",
        message: `${entity} needs a value for ${list(columns)}.`,
        hint: "Assign a value, or make the column nullable.",
      };
    case "check":
      return {
        code: "check-violation",
        message: `The values violate a check of ${entity}.`,
        hint: "See the checks of the table.",
      };
    case "foreign key":
      return statement.kind === "delete"
        ? {
            code: "foreign-key-violation",
            message: `Other rows still reference this ${entity}.`,
            hint: "Delete them too, or let the foreign key cascade or set null.",
          }
        : {
            code: "foreign-key-violation",
            message: `${entity} references a row that does not exist.`,
            hint: "Create that row first, or set the relation instead of the key.",
          };
  }
};

const entityOfTable = ({ entities }: Model, table: string): string =>
  [...entities.values()].find(entity => entity.table === table)?.name ?? table;

type FailedStatement = {
  readonly statement: Statement;
  readonly model: Model;
  readonly origin: TextRange | null;
};

/** The error to throw in place of one that was thrown while a statement was printed or run. */
export const constraintError = (
  thrown: unknown,
  { statement, model, origin }: FailedStatement,
): unknown => {
  const range = origin ?? undefined;
  if (thrown instanceof UnsupportedSql) {
    return new QueryError("unsupported", thrown.message, { hint: thrown.hint, range });
  }
  if (!(thrown instanceof DatabaseError) || !thrown.constraint) return thrown;
  const written = "table" in statement ? statement.table : "";
  // For a row that is still referenced, some databases name the table that references it.
  const isReferenced = thrown.constraint.kind === "foreign key" && written !== "";
  const table = isReferenced ? written : (thrown.constraint.table ?? written);
  const entity = entityOfTable(model, table);
  const { code, message, hint } = explanationOf(thrown.constraint, entity, statement);
  return new QueryError(code, message, { hint, range, cause: thrown });
};
