/** Recognizes SQL for other databases, so that failures are explained. */
import { type Diagnostic, warning } from "../../base/index.ts";

const SIGNS: readonly { readonly database: string; readonly sign: RegExp }[] = [
  {
    database: "PostgreSQL",
    sign: /^COPY .+ FROM stdin;|^SET (statement_timeout|search_path)\b|\bnextval\(|\b(BIG)?SERIAL\b|^CREATE (TYPE|EXTENSION|SEQUENCE|SCHEMA|DATABASE)\b|\bBYTEA\b|^ALTER TABLE ONLY\b|^DROP TABLE .* CASCADE;|::\w+|\bLANGUAGE plpgsql\b/im,
  },
  {
    database: "MySQL",
    sign: /\bENGINE\s*=|\bAUTO_INCREMENT\b|^DELIMITER\b|^LOCK TABLES\b|\/\*!\d+/im,
  },
  { database: "SQL Server", sign: /^GO\s*$|\bIDENTITY\(\d+,|\[dbo\]|\bNVARCHAR\(MAX\)/im },
];

/** Only the beginning is inspected: a long script has its tables first. */
const INSPECTED_LENGTH = 200_000;

export const otherDialect = (source: string): readonly Diagnostic[] => {
  const beginning = source.slice(0, INSPECTED_LENGTH);
  const dialect = SIGNS.find(({ sign }) => sign.test(beginning));
  if (!dialect) return [];
  const message = `This looks like SQL for ${dialect.database}; statements that SQLite rejects are left out.`;
  const hint = "This importer reads the SQL dialect of SQLite.";
  return [warning("other-dialect", message, { hint })];
};
