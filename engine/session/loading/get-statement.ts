/** The statement that gets one entity by its primary key. */
import {
  type CallSite,
  checkType,
  type EntityModel,
  ExpressionBuilder,
  fetchQuery,
  newQueryState,
  type QueryExpression,
  type QueryState,
  toParameter,
} from "../../query/index.ts";
import type { ParameterValue, Statement } from "../../sql/index.ts";
import { CachedStatement, type CachedText } from "../statements/cached-statement.ts";

/** The query for the row with a primary key. @throws QueryError `type-mismatch` for a value that no key can equal */
export const keyQuery = (
  entity: EntityModel,
  key: readonly unknown[],
  callSite: CallSite | null,
): QueryState => {
  const variable = { entity };
  const origin = callSite?.step;
  const path = { variable, relations: [] };
  const where = entity.primaryKey.map((column, index) => {
    const node: QueryExpression = { kind: "column", path, column, origin };
    const equals = new ExpressionBuilder(node, () => null, column.type).eq(key[index]);
    return { value: { ...equals.node, origin }, origin };
  });
  return { ...newQueryState(variable, callSite?.expression), where };
};

type Parts = {
  readonly entity: EntityModel;
  readonly key: readonly unknown[];
  readonly text: CachedText;
  readonly callSite: CallSite | null;
};

/** A program may run one for each row, so the query is only built for a listener. */
export class GetStatement extends CachedStatement {
  readonly parameters: readonly ParameterValue[];
  readonly #parts: Parts;

  /** @throws QueryError `type-mismatch` for a value that no key can equal */
  constructor(parts: Parts) {
    super();
    this.#parts = parts;
    this.parameters = keyParameters(parts);
  }

  get text(): CachedText {
    return this.#parts.text;
  }

  tree(): Statement {
    const { entity, key, callSite } = this.#parts;
    return fetchQuery(keyQuery(entity, key, callSite), []).statement;
  }
}

const keyParameters = ({ entity, key, callSite }: Parts): readonly ParameterValue[] =>
  entity.primaryKey.map(({ type }, index) => {
    checkType(key[index], type, callSite?.step);
    return toParameter(key[index], type);
  });
