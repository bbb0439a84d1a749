/** The catalog of a MySQL or MariaDB database, sorted. */
import type { SchemaDocument } from "../schema/index.ts";
import { recordsOf } from "../schema/index.ts";
import { type Catalogue, readCatalogue } from "./catalogue.ts";
import type { MysqlMake } from "./every-mysql.ts";
import type { ServerDriver } from "./server-driver.ts";

const here = "table_schema = database()";

const QUERIES = {
  columns: `SELECT table_name, column_name, column_type, is_nullable, column_default, extra,
      column_comment, generation_expression
    FROM information_schema.columns WHERE ${here} ORDER BY 1, 2`,
  tables: `SELECT table_name, table_comment FROM information_schema.tables
    WHERE ${here} ORDER BY 1`,
  foreignKeys: `SELECT k.table_name, k.constraint_name, k.ordinal_position, k.column_name,
      k.referenced_table_name, k.referenced_column_name, r.delete_rule, r.update_rule
    FROM information_schema.key_column_usage k
      JOIN information_schema.referential_constraints r
        ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name
        AND r.table_name = k.table_name
    WHERE ${here} ORDER BY 1, 2, 3`,
  // After a rename of the table, the index of a foreign key remains even if another index covers it.
  indexes: `WITH lists AS (
      SELECT table_name, index_name, group_concat(column_name ORDER BY seq_in_index) AS list
      FROM information_schema.statistics WHERE ${here} GROUP BY 1, 2
    ), spare AS (
      SELECT own.table_name, own.index_name FROM lists own JOIN lists other
        ON other.table_name = own.table_name AND other.index_name <> own.index_name
        AND concat(other.list, ',') LIKE concat(own.list, ',%')
      WHERE own.index_name LIKE '%#_ibfk#_%' ESCAPE '#'
    )
    SELECT table_name, index_name, seq_in_index, column_name, collation, non_unique
    FROM information_schema.statistics
    WHERE ${here} AND (table_name, index_name) NOT IN (SELECT * FROM spare) ORDER BY 1, 2, 3`,
} as const;

const CHECKS: Readonly<Record<MysqlMake, string>> = {
  mysql: `SELECT table_name, constraint_name, check_clause
    FROM information_schema.check_constraints
      JOIN information_schema.table_constraints USING (constraint_schema, constraint_name)
    WHERE constraint_schema = database() AND constraint_type = 'CHECK' ORDER BY 1, 2, 3`,
  // MariaDB adds a check to JSON columns, under the first name of the column.
  mariadb: `SELECT table_name, if(level = 'Table', constraint_name, NULL), check_clause
    FROM information_schema.check_constraints
    WHERE constraint_schema = database() ORDER BY 1, 2, 3`,
};

/** Equal for databases that are alike but for the order of columns. */
export const mysqlCatalogue = (database: ServerDriver, make: MysqlMake): Promise<Catalogue> =>
  readCatalogue(database, { ...QUERIES, checks: CHECKS[make] });

/** A design without what MariaDB does not support: indexes over expressions, computed columns NOT NULL. */
const withinMariadb = (document: SchemaDocument): SchemaDocument => {
  const records = new Map(document.records);
  for (const { id, parts } of recordsOf(document, "index")) {
    if (parts.some(({ kind }) => kind === "expression")) records.delete(id);
  }
  for (const column of recordsOf(document, "column")) {
    if (column.generated?.kind === "computed")
      records.set(column.id, { ...column, nullable: true });
  }
  return { ...document, records };
};

/** A design as a server can have it. */
export const withinMake = (document: SchemaDocument, make: MysqlMake): SchemaDocument =>
  make === "mariadb" ? withinMariadb(document) : document;
