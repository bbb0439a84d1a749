/** The violated constraint, from the error number and message of MySQL and MariaDB. */
import type { BrokenConstraint, SqlParameter, SqlRow } from "./driver.ts";

/**
 * @see https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html
 * @see https://mariadb.com/kb/en/mariadb-error-code-reference/
 */
const KINDS: Readonly<Record<number, BrokenConstraint["kind"]>> = {
  1048: "not null",
  1062: "unique",
  1364: "not null",
  1451: "foreign key",
  1452: "foreign key",
  1586: "unique",
  3819: "check",
  4025: "check",
};

const NAME = "`(?:[^`]|``)*`";
/** `a foreign key constraint fails (`shop`.`orders`, …`, `CONSTRAINT `has_nick` failed for `shop`.`players``. */
const TABLE = new RegExp(`(?: fails \\(|failed for )${NAME}\\.(${NAME})`);
const FOREIGN_KEY = new RegExp(`FOREIGN KEY \\((${NAME}(?:, ${NAME})*)\\) REFERENCES`);
const COLUMN = /^(?:Column|Field) '(.*)' /s;
/** The value before the name may contain the same text. */
const KEY = /.*' for key '(.*)'$/s;
const WRITTEN = new RegExp(`^(?:INSERT INTO|UPDATE) (${NAME}|\\w+)`);

const unquoted = (name: string): string =>
  name.startsWith("`") ? name.slice(1, -1).replaceAll("``", "`") : name;

const namesIn = (list: string): readonly string[] =>
  [...list.matchAll(new RegExp(NAME, "g"))].map(([name]) => unquoted(name));

/** Runs another query after the rejected statement. */
export type RunQuery = (
  text: string,
  parameters: readonly SqlParameter[],
) => Promise<readonly SqlRow[]>;

const COLUMNS_OF_KEY = `SELECT column_name FROM information_schema.statistics
  WHERE table_schema = database() AND table_name = ? AND index_name = ? ORDER BY seq_in_index`;

/** The message only has the name of a key; MySQL puts the name of the table in front. */
const columnsOfKey = async (
  key: string,
  table: string,
  runQuery: RunQuery,
): Promise<readonly string[]> => {
  const name = key.startsWith(`${table}.`) ? key.slice(table.length + 1) : key;
  const rows = await runQuery(COLUMNS_OF_KEY, [table, name]);
  return rows.flatMap(([column]) => (typeof column === "string" ? [column] : []));
};

const errorOf = (
  thrown: unknown,
): { readonly kind: BrokenConstraint["kind"]; readonly message: string } | null => {
  if (!(thrown instanceof Error) || !("errno" in thrown)) return null;
  const kind = KINDS[Number(thrown.errno)];
  return kind ? { kind, message: thrown.message } : null;
};

/** Reads the error of a MySQL client; null if it is not about a constraint. */
export const mysqlConstraint = async (
  thrown: unknown,
  statement: string,
  runQuery: RunQuery,
): Promise<BrokenConstraint | null> => {
  const error = errorOf(thrown);
  if (!error) return null;
  const { kind, message } = error;
  const name = TABLE.exec(message)?.[1] ?? WRITTEN.exec(statement)?.[1];
  const table = name === undefined ? null : unquoted(name);
  const key = KEY.exec(message)?.[1];
  if (kind === "unique" && key !== undefined && table !== null) {
    return { kind, table, columns: await columnsOfKey(key, table, runQuery) };
  }
  const column = COLUMN.exec(message)?.[1];
  const columns = column === undefined ? namesIn(FOREIGN_KEY.exec(message)?.[1] ?? "") : [column];
  return { kind, table, columns };
};
