/** Attaches one embedded database to another, so that SQLite moves rows between them without converting values. */
import type { EmbeddedDriver } from "./driver.ts";

/** Drivers of one library share a file system. */
const fileOf = (database: EmbeddedDriver): string => {
  const { rows } = database.query("SELECT file FROM pragma_database_list WHERE name = 'main'");
  return String(rows[0]?.[0]);
};

/** A private database keeps its file locked; a write-ahead log needs that lock. */
const unlock = (database: EmbeddedDriver): void => {
  const [[mode] = []] = database.query("PRAGMA journal_mode").rows;
  if (mode === "wal") database.query("PRAGMA journal_mode = DELETE");
  database.query("PRAGMA locking_mode = normal");
  // The next access releases the lock.
  database.query("SELECT 1 FROM sqlite_schema LIMIT 1");
};

/**
 * Runs `body` while the tables of `other` are available in `database` under the name `schema`.
 * Neither may have an open transaction, and `body` must not use `other`.
 * @throws DatabaseError if the two databases encode text differently
 */
export const withAttached = <Value>(
  database: EmbeddedDriver,
  { other, schema }: { readonly other: EmbeddedDriver; readonly schema: string },
  body: () => Value,
): Value => {
  unlock(other);
  database.query(`ATTACH ? AS ${schema}`, [fileOf(other)]);
  try {
    return body();
  } finally {
    database.query(`DETACH ${schema}`);
    other.query("PRAGMA locking_mode = exclusive");
  }
};
