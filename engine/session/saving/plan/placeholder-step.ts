/** A step that gives a row a placeholder, so that another row can take its unique value or be deleted. */
import type { ColumnModel } from "../../../query/index.ts";
import { type Entity, stateOf } from "../../entities/entity-state.ts";
import { columnSetOf } from "../change-set/column-set.ts";
import { FlushStep } from "./flush-step.ts";

/** Null, or a value that no row has. */
export type Placeholder = "null" | "free value";

type Parts = {
  readonly column: ColumnModel;
  readonly placeholder: Placeholder;
  readonly reason: string;
};

export class PlaceholderStep extends FlushStep {
  readonly column: ColumnModel;
  readonly placeholder: Placeholder;

  constructor(entity: Entity, { column, placeholder, reason }: Parts) {
    const columns = columnSetOf(stateOf(entity).model, [column]);
    super({ kind: "update", entity, columns, reason });
    this.column = column;
    this.placeholder = placeholder;
  }
}
