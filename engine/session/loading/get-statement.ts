/** The statement that gets one entity by its key. */
import { keepShape } from "../../base/index.ts";
import {
  type EntityModel,
  EntitySetQuery,
  fetchQuery,
  type QueryRunner,
  type QueryState,
  STATE,
} from "../../query/index.ts";
import type { ParameterValue, Statement } from "../../sql/index.ts";
import type { ShapedStatement, StatementText } from "../statements/shaped-statement.ts";

/** The query for the row with a key, as a person would say it. */
export const keyQuery = (
  model: EntityModel,
  key: readonly unknown[],
  runner: QueryRunner,
): QueryState => {
  const columns = model.primaryKey.map(({ name }, index) => [name, key[index]]);
  return new EntitySetQuery(model, runner).where(Object.fromEntries(columns))[STATE];
};

/** There may be as many as rows: the query is said only for who asks. */
export class GetStatement implements ShapedStatement {
  readonly text: StatementText;
  readonly parameters: readonly ParameterValue[];
  readonly #entity: EntityModel;
  readonly #key: readonly unknown[];
  readonly #runner: QueryRunner;

  constructor(
    text: StatementText,
    parameters: readonly ParameterValue[],
    entity: EntityModel,
    key: readonly unknown[],
    runner: QueryRunner,
  ) {
    this.text = text;
    this.parameters = parameters;
    this.#entity = entity;
    this.#key = key;
    this.#runner = runner;
  }

  statement(): Statement {
    return fetchQuery(keyQuery(this.#entity, this.#key, this.#runner), []).statement;
  }
}

keepShape(GetStatement);
