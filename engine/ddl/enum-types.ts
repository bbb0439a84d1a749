/** CREATE TYPE for enums, where they are types. */
import { type Enum, recordsOf } from "../schema/index.ts";
import type { Drafting } from "./ddl-dialect.ts";
import { named } from "./names.ts";
import type { DdlStatement } from "./statement.ts";

export const createType = (drafting: Drafting, { name, values }: Enum): DdlStatement => ({
  text: `CREATE TYPE ${named(drafting, name)} AS ENUM (${values.map(drafting.dialect.quoteText).join(", ")})`,
  table: null,
  kind: "create type",
});

/** Every type that the document needs; none where enums are not types. */
export const createTypes = (drafting: Drafting): readonly DdlStatement[] =>
  drafting.dialect.enums === "type"
    ? recordsOf(drafting.document, "enum").map(enumType => createType(drafting, enumType))
    : [];
