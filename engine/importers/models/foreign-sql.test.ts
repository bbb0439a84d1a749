/** Models for PostgreSQL and MySQL: the design builds on SQLite, and what SQLite refuses is listed. */
import { describe, expect, it } from "vitest";
import { countedIds, recordsOf, tableViews } from "../../schema/index.ts";
import { foreignModels } from "../../testing/models/index.ts";
import { openDatabase } from "../../testing/open-database.ts";
import { openPython, pythonAvailable, pythonStartTimeout } from "../../testing/python/index.ts";
import { databaseOf } from "../../testing/stored-rows.ts";
import { documentOfModels } from "./document.ts";
import type { ModelsLibrary } from "./model-signs.ts";

const SUFFIX = ", because SQLite does not accept it";

const read = async (library: ModelsLibrary, models: string) => {
  const description = await (await openPython(library)).read(models);
  const { value, diagnostics } = documentOfModels(description, countedIds());
  const { document } = value;
  expect(databaseOf(document, openDatabase()).diagnostics).toEqual([]);
  return {
    columns: tableViews(document).flatMap(({ table, columns }) =>
      columns.map(({ name, default: given, generated, collation }) =>
        [
          `${table.name}.${name}`,
          ...(given ? [given.kind === "value" ? JSON.stringify(given.value) : given.text] : []),
          ...(generated ? [generated.kind] : []),
          ...(collation ? [collation] : []),
        ].join(" "),
      ),
    ),
    checks: recordsOf(document, "check").map(({ expression }) => expression),
    indexes: recordsOf(document, "index").map(({ name, where }) => [name, where].join(" ").trim()),
    left: diagnostics
      .filter(({ severity }) => severity === "warning")
      .map(({ message, place }) => `${place?.file}:${place?.line} ${message.replace(SUFFIX, "")}`),
    notes: diagnostics.filter(({ severity }) => severity === "info").map(({ message }) => message),
  };
};

const expected: Readonly<Record<ModelsLibrary, Awaited<ReturnType<typeof read>>>> = {
  sqlalchemy: {
    columns: [
      "accounts.id",
      "accounts.name",
      'accounts.data "{}"',
      "accounts.tags",
      'accounts.kind "a::b"',
      "accounts.made CURRENT_TIMESTAMP",
      "accounts.seen CURRENT_TIMESTAMP",
      "accounts.until",
      "accounts.words",
      "accounts.length computed",
      "last.id identity",
    ],
    checks: ["length(name) > 2", "kind <> 'x'"],
    indexes: ["by_data", "by_first", "of_b kind = 'b'"],
    left: [
      'models.py:7 The constraint "no_twins" of "accounts" is left out: TypeError: the design has no ExcludeConstraint',
      "models.py:7 The index \"by_list\" of \"accounts\" is left out: AttributeError: 'UserDefinedType' object has no attribute 'get_col_spec'",
      'models.py:7 The index "by_words" of "accounts" is left out: CompileError: No literal value renderer is available for literal value "\'english\'" with datatype REGCONFIG',
      'models.py:7 The default gen_random_uuid() of "accounts.id" is left out: unknown function: gen_random_uuid().',
      'models.py:7 The collation de_DE of "accounts.name" is left out: no such collation sequence: de_DE.',
      'models.py:7 The default ARRAY[]::text[] of "accounts.tags" is left out: near "[]": syntax error.',
      "models.py:7 The default now() + interval '1 day' of \"accounts.until\" is left out: near \"'1 day'\": syntax error.",
      "models.py:7 The expression to_tsvector('english', name) that computes \"accounts.words\" is left out: no such function: to_tsvector.",
      'models.py:7 The check "lower_name" (name ~ \'^[a-z]+$\') of "accounts" is left out: near "~": syntax error.',
      'models.py:7 The index "by_trigram" of "accounts" is left out: near "gin_trgm_ops": syntax error.',
    ],
    notes: [
      'The index "by_data" has postgresql_using, which the design omits.',
      'The index "by_trigram" has postgresql_using, which the design omits.',
      '"accounts.seen" is set to the time of each update by the database, which the design omits.',
    ],
  },
  sqlmodel: {
    columns: [
      "visit.id identity",
      "visit.token",
      "visit.made CURRENT_TIMESTAMP",
      "visit.is_open true",
    ],
    checks: [],
    indexes: ["by_made"],
    left: [
      'models.py:6 The default UUID() of "visit.token" is left out: unknown function: UUID().',
      'models.py:6 The index "by_token" of "visit" is left out: no such function: JSON_VALUE.',
    ],
    notes: ['The index "by_made" has mysql_using, which the design omits.'],
  },
  django: {
    columns: [
      "app_account.id",
      "app_account.name",
      "app_account.made CURRENT_TIMESTAMP",
      "app_account.size",
      "app_account.words",
      "app_account.length computed",
    ],
    checks: ['"size" > 0'],
    indexes: ["by_words", "by_upper"],
    left: [
      'models.py:8 The default (GEN_RANDOM_UUID()) of "app_account.id" is left out: unknown function: GEN_RANDOM_UUID().',
      'models.py:8 The collation de-x-icu of "app_account.name" is left out: no such collation sequence: de-x-icu.',
      'models.py:8 The expression to_tsvector(\'english\', "name") that computes "app_account.words" is left out: no such function: to_tsvector.',
      'models.py:8 The check "plain_name" ("name" REGEXP \'(?i)\' || \'^[a-z]+$\') of "app_account" is left out: no such function: REGEXP.',
      'models.py:8 The index "by_trigram" of "app_account" is left out: near "gin_trgm_ops": syntax error.',
      'models.py:8 The index "of_some" of "app_account" is left out: no such function: REGEXP.',
      'models.py:8 The index "one_name" of "app_account" is left out: no such function: unaccent.',
    ],
    notes: [
      'Files without a folder are the app "app", and the names of its tables begin with that.',
      'The index "by_trigram" is a GinIndex; the design has plain indexes.',
      'The index "by_words" is a GinIndex; the design has plain indexes.',
    ],
  },
  tortoise: {
    columns: ["account.id", "account.name", 'account.data "{}"', "account.made CURRENT_TIMESTAMP"],
    checks: ["length(name) > 2"],
    indexes: ["by_data", "by_name"],
    left: [
      'models.py:8 The default gen_random_uuid() of "account.id" is left out: unknown function: gen_random_uuid().',
      'models.py:8 The check "begins" (name ILIKE \'a%\') of "account" is left out: near "ILIKE": syntax error.',
      'models.py:8 The index "one_a" of "account" is left out: near "~": syntax error.',
    ],
    notes: [
      'The index "by_data" is GIN; the design has plain indexes.',
      'Tortoise creates the constraints in Meta of "Account" by migrations alone.',
    ],
  },
  peewee: {
    columns: ["account.id", "account.name", 'account.kind "a"', "account.made CURRENT_TIMESTAMP"],
    checks: ["length(name) > 2"],
    indexes: ["by_lower"],
    left: [
      'models.py:3 The constraint EXCLUDE USING gist (name WITH =) of "account" is left out: OperationalError: near "USING": syntax error',
      'models.py:3 The index CREATE INDEX by_words ON account USING gin (name) of "account" is left out: OperationalError: near "USING": syntax error',
      'models.py:3 The default uuid_generate_v4() of "account.id" is left out: unknown function: uuid_generate_v4().',
      'models.py:3 The collation de_DE of "account.name" is left out: no such collation sequence: de_DE.',
      'models.py:3 The check (name ~* \'a\') of "account" is left out: near "~": syntax error.',
      'models.py:3 The index "by_plain" of "account" is left out: no such function: UNACCENT.',
    ],
    notes: [],
  },
};

/** Each default with what it becomes; null for one that is left out. */
const defaults: Readonly<Record<string, string | null>> = {
  "now()": "CURRENT_TIMESTAMP",
  "NOW(6)": "CURRENT_TIMESTAMP",
  "CURRENT_TIMESTAMP(3)": "CURRENT_TIMESTAMP",
  localtimestamp: "CURRENT_TIMESTAMP",
  "(now() AT TIME ZONE 'utc'::text)": "CURRENT_TIMESTAMP",
  "curdate()": "CURRENT_DATE",
  "(now())::date": "CURRENT_DATE",
  "'a''::b'::character varying(9)": "'a''::b'",
  "0::numeric(10, 2)": "0",
  "'{a,b}'::text[]": "'{a,b}'",
  "NULL::jsonb": "NULL",
  "'draft'::public.\"Kind\"": "'draft'",
  "'2020-01-01 00:00'::timestamp without time zone": "'2020-01-01 00:00'",
  "b'0'": "0",
  "lower('A'::text)": "lower('A')",
  "concat('a', 'b')": "concat('a', 'b')",
  "'2020-01-01'::date + 1": null,
  "now() + '1 day'::interval": null,
  "nextval('a_seq'::regclass)": null,
  current_user: null,
};

describe.each(Object.keys(expected) as ModelsLibrary[])(
  "models of %s for other databases",
  library => {
    it.skipIf(!pythonAvailable(library))(
      "arrive but for what SQLite refuses",
      async () => expect(await read(library, foreignModels[library])).toEqual(expected[library]),
      pythonStartTimeout,
    );
  },
);

describe("models for other databases", () => {
  it.skipIf(!pythonAvailable("sqlalchemy"))("are listed by the line of a table", async () => {
    const { left } = await read(
      "sqlalchemy",
      `import sqlalchemy as sa

metadata = sa.MetaData()
notes = sa.Table("notes", metadata, sa.Column("id", sa.Integer, server_default=sa.text("random_id()")))
`,
    );
    expect(left).toEqual([
      'models.py:4 The default random_id() of "notes.id" is left out: unknown function: random_id().',
    ]);
  });

  it.skipIf(!pythonAvailable("sqlalchemy"))("have defaults that SQLite accepts", async () => {
    const columns = Object.keys(defaults).map(
      (text, at) => `sa.Column("c${at}", sa.Text, server_default=sa.text(${JSON.stringify(text)}))`,
    );
    const table = `import sqlalchemy as sa\nsa.Table("t", metadata := sa.MetaData(), ${columns.join(", ")})\n`;
    const [described] = (await (await openPython("sqlalchemy")).read(table)).tables;
    const found = described?.columns.map(({ default: given }) =>
      given?.kind === "expression" ? given.text : null,
    );
    expect(
      Object.fromEntries(Object.keys(defaults).map((text, at) => [text, found?.[at]])),
    ).toEqual(defaults);
  });
});
