/** Queries for values: of rows, of groups, of compounds. */
import type { CompoundOperator } from "../../sql/index.ts";
import type * as Api from "../api.ts";
import { derivedVariable } from "../derived.ts";
import { withCommonTypes } from "../enum-fields.ts";
import type { QueryState } from "../expression.ts";
import { isQuery, STATE } from "../expressions/index.ts";
import type { Implementation } from "../implementation.ts";
import { isOneGroup } from "../one-row.ts";
import type { RowBody } from "../paths.ts";
import { QueryError } from "../query-error.ts";
import { newQueryState } from "../query-state.ts";
import { BaseQuery } from "./base-query.ts";
import { type Page, type PageRequest, pageOf } from "./page.ts";
import { withFieldsOf } from "./same-fields.ts";

/** The queries of a compound with the same operator stay in one list: databases limit how deeply compounds nest. */
const compoundParts = (state: QueryState, operator: CompoundOperator): readonly QueryState[] => {
  const { compound, orderBy, limit, offset, distinct } = state;
  const isPlain = orderBy.length === 0 && !limit && !offset && !distinct;
  return compound && isPlain && compound.operator === operator ? compound.queries : [state];
};

/** A query for values. */
export class SelectionQuery
  extends BaseQuery
  implements Implementation<Api.GroupedSelection<unknown, readonly []>>
{
  protected override get kind(): "values" {
    return "values";
  }

  protected override derive(state: QueryState): this {
    return new SelectionQuery(state, this.runner) as this;
  }

  having(condition: RowBody): this {
    const state = this[STATE];
    return this.derive({ ...state, having: [...state.having, this.condition(condition)] });
  }

  union(other: unknown): SelectionQuery {
    return this.compound("UNION", other);
  }

  unionAll(other: unknown): SelectionQuery {
    return this.compound("UNION ALL", other);
  }

  intersect(other: unknown): SelectionQuery {
    return this.compound("INTERSECT", other);
  }

  except(other: unknown): SelectionQuery {
    return this.compound("EXCEPT", other);
  }

  async all(): Promise<readonly unknown[]> {
    return this.runner.rows(this[STATE]);
  }

  async first(): Promise<unknown> {
    const [row] = await this.runner.rows(this.limitedTo(1));
    return row ?? null;
  }

  async one(): Promise<unknown> {
    const range = this.step;
    const rows = await this.runner.rows(isOneGroup(this[STATE]) ? this[STATE] : this.limitedTo(2));
    if (rows.length === 1) return rows[0];
    throw rows.length === 0
      ? new QueryError("row-not-found", "No row matches the query.", { range })
      : new QueryError("too-many-rows", "More than one row meets the conditions.", {
          range,
          hint: "Narrow the conditions, or take the first with first().",
        });
  }

  /** A page in a unique order, after or before a cursor. */
  async page(request: PageRequest): Promise<Page> {
    return pageOf(this[STATE], { ...request }, this.runner);
  }

  async count(): Promise<number> {
    return this.runner.count(this[STATE], this.step);
  }

  async exists(): Promise<boolean> {
    return (await this.runner.rows(this.limitedTo(1))).length > 0;
  }

  protected compound(operator: CompoundOperator, input: unknown): SelectionQuery {
    const range = this.step;
    const state = this[STATE];
    if (!isQuery(input)) {
      throw new QueryError("invalid-value", `${operator} expects a selection.`, {
        range,
        hint: "Pass the query itself, without await.",
      });
    }
    const other = withFieldsOf(state, input[STATE], operator, range);
    const variable = derivedVariable(state, "result", { kind: "result" });
    const compound = {
      operator,
      queries: withCommonTypes([...compoundParts(state, operator), other]),
    };
    return new SelectionQuery(
      { ...newQueryState(variable, state.origin), projection: state.projection, compound },
      this.runner,
    );
  }
}

/** A query whose rows are groups. It has no result until select(). */
export class GroupedQuery
  extends BaseQuery
  implements Implementation<Api.GroupedQuery<readonly []>>
{
  protected override get kind(): "groups" {
    return "groups";
  }

  protected override derive(state: QueryState): this {
    return new GroupedQuery(state, this.runner) as this;
  }

  select(body: RowBody): SelectionQuery {
    return new SelectionQuery({ ...this[STATE], projection: this.projection(body) }, this.runner);
  }
}
