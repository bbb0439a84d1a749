/**
 * Proves models with a real PostgreSQL: the tables of the statements that SQLAlchemy prints for it are those of our
 * script.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createScript } from "../../ddl/index.ts";
import type { Exporter } from "../../exporters/index.ts";
import type { SchemaDocument } from "../../schema/index.ts";
import type { Catalogue } from "../catalogue.ts";
import { draftDocument } from "../draft-document.ts";
import { openPostgres } from "../open-postgres.ts";
import { postgresCatalogue } from "../postgres-catalogue.ts";
import {
  type Models,
  openPython,
  type Python,
  pythonAvailable,
  pythonStartTimeout,
} from "../python/index.ts";
import { blogDocument, everythingDocument } from "../sample-documents.ts";
import type { ServerDriver } from "../server-driver.ts";
import { designSamples } from "./design-samples.ts";
import { modelsOf } from "./model-proof.ts";

/** Prints without a driver, whose parameters would need another escape for percent signs. */
const statementsOf = (metadata: string, call: string): string => `
from sqlalchemy import create_mock_engine
from sqlalchemy.dialects import postgresql

printed = []
def note(statement, *arguments, **options):
    printed.append(str(statement.compile(dialect=postgresql.dialect(paramstyle="named"))))
mock = create_mock_engine("postgresql://", note)
${metadata}.${call}(mock, checkfirst=False)
printed
`;

const statementsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [];

class PostgresProof {
  readonly #python: Python;
  readonly #database: ServerDriver;
  /** The expression for the metadata of the models. */
  readonly #metadata: string;

  private constructor(python: Python, database: ServerDriver, metadata: string) {
    this.#python = python;
    this.#database = database;
    this.#metadata = metadata;
  }

  static async open(python: Python, metadata: string): Promise<PostgresProof> {
    return new PostgresProof(python, await openPostgres(), metadata);
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  /** The catalogues of our script and of the models, and what remains after the models drop their tables. */
  async compare(document: SchemaDocument, models: Models) {
    await this.#database.renew(createScript(document, "postgres").value.map(({ text }) => text));
    const ours = await postgresCatalogue(this.#database);
    await this.#database.renew(await this.#statements(models, "create_all"));
    const theirs = await postgresCatalogue(this.#database);
    for (const statement of await this.#statements(models, "drop_all")) {
      await this.#database.run(statement);
    }
    return { ours, theirs, dropped: (await postgresCatalogue(this.#database)).tables };
  }

  async #statements(models: Models, call: string): Promise<readonly string[]> {
    return statementsIn(await this.#python.run(models, statementsOf(this.#metadata, call)));
  }
}

const documents: readonly (readonly [string, SchemaDocument])[] = [
  ["the blog", blogDocument()],
  ["tables with everything", everythingDocument()],
  ...Object.entries(designSamples).map(([name, draft]) => [name, draftDocument(draft)] as const),
];

const rowsIn = (value: unknown): readonly unknown[][] =>
  Array.isArray(value) ? value.filter(Array.isArray) : [];

/** A column that takes numbers from a sequence as one that is an identity. */
const withIdentity = (column: readonly unknown[]): readonly unknown[] => {
  const [table, name, type, notNull, identity, generated, columnDefault, ...rest] = column;
  const isSerial = String(columnDefault).startsWith("nextval(");
  const numbering = isSerial ? ["d", generated, null] : [identity, generated, columnDefault];
  return [table, name, type, notNull, ...numbering, ...rest];
};

/**
 * Without differences: from version 18 on, PostgreSQL computes on read by default, but our script also runs on older
 * ones; SQLAlchemy creates only the enums that columns use; SQLModel numbers keys by SERIAL.
 */
const withoutManner = ({ enums, columns, ...rest }: Catalogue): unknown => {
  const all = rowsIn(columns);
  const types = all.map(([, , type]) => String(type).replaceAll('"', ""));
  const text = JSON.stringify({ ...rest, columns: all.map(withIdentity) });
  const used = rowsIn(enums).filter(([name]) => types.includes(String(name)));
  return { ...JSON.parse(text.replaceAll('"","v",', '"","s",')), enums: used };
};

export type PostgresProofOptions = {
  readonly exporter: Exporter;
  readonly library: "sqlalchemy" | "sqlmodel";
  /** The expression for the metadata of the models. */
  readonly metadata: string;
};

/** Declares the tests of an exporter. */
export const provePostgres = ({ exporter, library, metadata }: PostgresProofOptions): void => {
  const title = `on PostgreSQL, the models of ${exporter.label} make`;
  describe.skipIf(!pythonAvailable(library))(title, () => {
    let proof: PostgresProof;
    beforeAll(async () => {
      proof = await PostgresProof.open(await openPython(library), metadata);
    }, pythonStartTimeout);
    afterAll(() => proof?.close());

    it.each(documents)("the tables of our script, and drop them: %s", async (_, document) => {
      const { ours, theirs, dropped } = await proof.compare(
        document,
        modelsOf({ exporter }, document),
      );
      expect(withoutManner(theirs)).toEqual(withoutManner(ours));
      expect(dropped).toEqual([]);
    });
  });
};
