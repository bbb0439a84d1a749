/** The expressions by which PostgreSQL converts values of one type to another. */
import type { ColumnType } from "../../schema/index.ts";

const TEXTS: readonly ColumnType["kind"][] = ["text", "varchar", "char"];
const NUMBERS: readonly ColumnType["kind"][] = ["integer", "decimal", "float"];
const MOMENTS: readonly ColumnType["kind"][] = ["date", "datetime"];

const within = (kinds: readonly ColumnType["kind"][], ...types: readonly ColumnType[]): boolean =>
  types.every(({ kind }) => kinds.includes(kind));

/** The expression after USING; null where PostgreSQL has an assignment cast, which rejects values out of range. */
export const castFor = (
  column: string,
  from: ColumnType,
  to: ColumnType,
  type: string,
): string | null => {
  if (within(TEXTS, to) || within(NUMBERS, from, to) || within(MOMENTS, from, to)) return null;
  if (from.kind === "datetime" && to.kind === "time") return null;
  if (within(NUMBERS, from) && to.kind === "boolean") return `${column} <> 0`;
  if (from.kind === "boolean" && within(NUMBERS, to)) return `${column}::INTEGER::${type}`;
  if (to.kind === "json" && !within(TEXTS, from)) return `to_jsonb(${column})`;
  if (to.kind === "blob") return `convert_to(${column}::TEXT, 'UTF8')`;
  return within(TEXTS, from) ? `${column}::${type}` : `${column}::TEXT::${type}`;
};
