/** Names and lists of names in a script. */
import { type ColumnId, columnOf } from "../schema/index.ts";
import { quoteIdentifier } from "../sql/index.ts";
import type { Drafting } from "./ddl-dialect.ts";

export const named = ({ dialect }: Drafting, name: string): string =>
  quoteIdentifier(name, dialect.sql.identifiers);

/** `(a, b)` */
export const columnList = (drafting: Drafting, ids: readonly ColumnId[]): string =>
  `(${ids.map(id => named(drafting, columnOf(drafting.document, id).name)).join(", ")})`;

/** `CONSTRAINT name ` before a constraint that has one. */
export const constraintName = (drafting: Drafting, name: string | null): string =>
  name === null || name === "" ? "" : `CONSTRAINT ${named(drafting, name)} `;
