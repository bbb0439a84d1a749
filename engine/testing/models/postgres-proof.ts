/**
 * Proves models with a real PostgreSQL: the tables of the statements that SQLAlchemy prints for it are those of our
 * script.
 */
import { createScript } from "../../ddl/index.ts";
import type { SchemaDocument } from "../../schema/index.ts";
import { openPostgres } from "../open-postgres.ts";
import { postgresCatalogue } from "../postgres-catalogue.ts";
import type { Models, Python } from "../python/index.ts";
import type { ServerDriver } from "../server-driver.ts";

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

export class PostgresProof {
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
