/** The tables and types of the public schema of PostgreSQL, sorted. */
import { type Catalogue, readCatalogue } from "./catalogue.ts";
import type { ServerDriver } from "./server-driver.ts";

const QUERIES = {
  columns: `SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
      a.attidentity::text, a.attgenerated::text, pg_get_expr(d.adbin, d.adrelid),
      col_description(c.oid, a.attnum), s.data_type::text
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      LEFT JOIN pg_sequences s ON quote_ident(s.schemaname) || '.' || quote_ident(s.sequencename)
        = pg_get_serial_sequence(quote_ident(c.relname), a.attname)
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 1, 2`,
  tables: `SELECT relname, obj_description(oid) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
  // PostgreSQL 18 lists NOT NULL here too; the columns already include it.
  constraints: `SELECT conrelid::regclass::text, conname, contype::text, pg_get_constraintdef(oid)
    FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype <> 'n' ORDER BY 1, 2`,
  indexes: `SELECT tablename, indexname, indexdef FROM pg_indexes
    WHERE schemaname = 'public' ORDER BY 1, 2`,
  enums: `SELECT t.typname, string_agg(e.enumlabel, '|' ORDER BY e.enumsortorder)
    FROM pg_type t LEFT JOIN pg_enum e ON e.enumtypid = t.oid
    WHERE t.typnamespace = 'public'::regnamespace AND t.typtype = 'e' GROUP BY 1 ORDER BY 1`,
} as const;

/** Equal for databases that are alike but for the order of columns. */
export const postgresCatalogue = (database: ServerDriver): Promise<Catalogue> =>
  readCatalogue(database, QUERIES);
