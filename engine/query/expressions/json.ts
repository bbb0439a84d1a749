/** The methods of JSON. A path consists of keys and list indexes. */
import type { JsonStep, JsonValueType } from "../../sql/index.ts";
import { TemporalMethods } from "./temporal.ts";
import { FLOAT, INTEGER, JSON_VALUE, TEXT } from "./types.ts";
import type { MakeNode } from "./value.ts";

export abstract class JsonMethods extends TemporalMethods {
  get(...path: readonly JsonStep[]): this {
    return this.make(this.at(path, "json"), JSON_VALUE);
  }

  getText(...path: readonly JsonStep[]): this {
    return this.make(this.at(path, "text"), TEXT);
  }

  getNumber(...path: readonly JsonStep[]): this {
    return this.make(this.at(path, "number"), FLOAT);
  }

  has(...path: readonly JsonStep[]): this {
    const value = this.at(path, "json");
    return this.condition(origin => ({
      kind: "isNull",
      operand: value(origin),
      negated: true,
      origin,
    }));
  }

  arrayLength(...path: readonly JsonStep[]): this {
    const list: MakeNode = path.length > 0 ? this.at(path, "json") : () => this.node;
    return this.make(origin => ({ kind: "jsonLength", operand: list(origin), origin }), INTEGER);
  }

  protected at(path: readonly JsonStep[], as: JsonValueType): MakeNode {
    return origin => ({ kind: "jsonGet", operand: this.node, path, as, origin });
  }
}
