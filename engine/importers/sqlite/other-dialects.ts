/** Recognises SQL that was written for another database, to say so before its statements fail. */
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

/** Only the beginning is looked at: a script that is long has its tables first. */
const LOOKED_AT = 200_000;

export const otherDialect = (source: string): readonly Diagnostic[] => {
  const beginning = source.slice(0, LOOKED_AT);
  const found = SIGNS.find(({ sign }) => sign.test(beginning));
  if (!found) return [];
  const message = `This looks like SQL for ${found.database}; what SQLite does not understand is left out.`;
  const hint = "Stele reads SQLite's SQL for now.";
  return [warning("other-dialect", message, { hint })];
};
