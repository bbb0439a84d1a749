/** The violated constraint, from the error code and fields of PostgreSQL. */
import type { BrokenConstraint } from "./driver.ts";

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const KINDS: Readonly<Record<string, BrokenConstraint["kind"]>> = {
  "23505": "unique",
  "23503": "foreign key",
  "23502": "not null",
  "23514": "check",
};

/** `Key (name, "first part")=(…) already exists.` */
const KEY = /^Key \(((?:"(?:[^"]|"")*"|[^"])*?)\)=\(/;
const NAME = /"((?:[^"]|"")*)"|[^", ]+/g;

const columnsOf = (detail: string): readonly string[] =>
  [...(KEY.exec(detail)?.[1] ?? "").matchAll(NAME)].map(
    ([name, quoted]) => quoted?.replaceAll('""', '"') ?? name,
  );

const textAt = (thrown: object, name: string): string | null => {
  const value = (thrown as Readonly<Record<string, unknown>>)[name];
  return typeof value === "string" ? value : null;
};

/**
 * Reads the error of a PostgreSQL client; null if it is not about a constraint.
 * @see https://www.postgresql.org/docs/current/protocol-error-fields.html
 */
export const postgresConstraint = (thrown: unknown): BrokenConstraint | null => {
  if (typeof thrown !== "object" || thrown === null) return null;
  const kind = KINDS[textAt(thrown, "code") ?? ""];
  if (!kind) return null;
  const column = textAt(thrown, "column");
  return {
    kind,
    table: textAt(thrown, "table"),
    columns: column === null ? columnsOf(textAt(thrown, "detail") ?? "") : [column],
  };
};
