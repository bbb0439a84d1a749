/** An expression with every method there is; the declared types say which of them make sense. */
import type { ColumnType } from "../../schema/index.ts";
import type { MakeNode } from "./value.ts";
import { WindowMethods } from "./window.ts";

export class ExpressionBuilder extends WindowMethods {
  protected override make(nodeFrom: MakeNode, type: ColumnType | undefined): this {
    const origin = this.callSites()?.expression;
    return new ExpressionBuilder(nodeFrom(origin), this.callSites, type) as this;
  }
}
