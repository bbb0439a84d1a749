/** The type of a column, for names that only SQLite's rules explain: https://www.sqlite.org/datatype3.html */
import {
  type ColumnType,
  emptyDocument,
  isKnownType,
  parseColumnType,
} from "../../schema/index.ts";

const LENGTH = /\(\s*(\d+)/;
/** Names of other databases in which INT is no integer. */
const NO_INTEGER = /point|interval|print/i;

const byAffinity = (name: string): ColumnType | null => {
  const has = (...words: readonly string[]) =>
    words.some(word => name.toUpperCase().includes(word));
  if (has("INT")) return NO_INTEGER.test(name) ? null : { kind: "integer", bits: 64 };
  if (has("CHAR")) {
    const length = LENGTH.exec(name)?.[1];
    return { kind: "varchar", length: length === undefined ? null : Number(length) };
  }
  if (has("CLOB", "TEXT")) return { kind: "text" };
  if (has("BLOB")) return { kind: "blob" };
  return has("REAL", "FLOA", "DOUB") ? { kind: "float", bits: 64 } : null;
};

/** Parses a type as any database, and then by the affinity that SQLite gives it. */
export const typeByAffinity = (name: string): ColumnType => {
  const type = parseColumnType(name, emptyDocument);
  return isKnownType(type) ? type : (byAffinity(name) ?? type);
};
