/** An expression with all methods. The declared types offer only those that fit its type. */
import type { ColumnType } from "../../schema/index.ts";
import type * as Api from "../api.ts";
import type { Implementation } from "../implementation.ts";
import type { MakeNode } from "./value.ts";
import { WindowMethods } from "./window.ts";

type AnyExpression = Api.Condition &
  Api.DateExpression &
  Api.NumberExpression &
  Api.JsonExpression &
  Api.Aggregate<Api.NumberExpression>;

export class ExpressionBuilder extends WindowMethods implements Implementation<AnyExpression> {
  protected override make(nodeFrom: MakeNode, type: ColumnType | undefined): this {
    const origin = this.callSites()?.expression;
    return new ExpressionBuilder(nodeFrom(origin), this.callSites, type) as this;
  }
}
