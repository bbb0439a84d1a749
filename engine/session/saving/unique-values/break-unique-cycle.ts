/** Breaks a cycle of steps: chooses a row that gives up its value first, and the placeholder it gets. */
import type { TextRange } from "../../../base/index.ts";
import type { ColumnModel, EntityModel } from "../../../query/index.ts";
import { labelOf } from "../../entities/entity.ts";
import { stateOf } from "../../entities/entity-state.ts";
import type { FlushStep } from "../plan/flush-step.ts";
import { type Placeholder, PlaceholderStep } from "../plan/placeholder-step.ts";
import { isReference, isReferred } from "./key-moves.ts";
import type { StepEdge } from "./step-edges.ts";
import { listOf, uniqueCycleError } from "./unique-cycle-error.ts";

export type UniqueCycleBreak = {
  /** The step that the others do not have to wait for any more. */
  readonly step: FlushStep;
  readonly column: ColumnModel;
  /** The step that sets the placeholder. */
  readonly placeholder: PlaceholderStep;
};

type Choice = { readonly edge: StepEdge; readonly column: ColumnModel };

const modelOf = ({ before }: StepEdge): EntityModel => stateOf(before.entity).model;

/** A primary key or referenced key cannot be null. */
const mayBeNull = ({ edge, column }: Choice): boolean => {
  const model = modelOf(edge);
  return column.nullable && !model.primaryKey.includes(column) && !isReferred(model, column);
};

/** Types for which an unused value can be computed. */
const ENDLESS: ReadonlySet<ColumnModel["type"]["kind"]> = new Set(["integer", "text", "varchar"]);

const mayBeFree = ({ edge, column }: Choice): boolean => {
  const model = modelOf(edge);
  const isFixed = isReference(model, column) || isReferred(model, column) || column.generated;
  return edge.isUnique && ENDLESS.has(column.type.kind) && !isFixed;
};

/** Prefers columns that are written anyway. */
const changedFirst = (choices: readonly Choice[]): readonly Choice[] => {
  const isChanged = ({ edge, column }: Choice): boolean => edge.before.columns.has(column);
  return [...choices.filter(isChanged), ...choices.filter(choice => !isChanged(choice))];
};

const rejectCycle = (circle: readonly StepEdge[], range: TextRange | undefined): never => {
  const held = circle
    .filter(({ isUnique }) => isUnique)
    .flatMap(edge => edge.held.map(column => ({ model: modelOf(edge), column })));
  const columns = listOf(held.map(({ column }) => column.name));
  const entities = listOf(circle.map(({ before }) => labelOf(before.entity)));
  const message = `${entities} exchange values of ${columns}, and none of them can be changed first.`;
  throw uniqueCycleError(message, held, range);
};

const reasonOf = ({ edge, column }: Choice, placeholder: Placeholder): string => {
  const value = placeholder === "null" ? "null" : "an unused value";
  return `${column.name} is ${value} until ${labelOf(edge.after.entity)} has its new value`;
};

/** @throws QueryError `unique-circle` if no column can get a placeholder */
export const breakUniqueCycle = (
  circle: readonly StepEdge[],
  origin: TextRange | undefined,
): UniqueCycleBreak => {
  const choices = changedFirst(circle.flatMap(edge => edge.held.map(column => ({ edge, column }))));
  const none = choices.find(mayBeNull);
  const choice = none ?? choices.find(mayBeFree);
  if (!choice) return rejectCycle(circle, origin);
  const { edge, column } = choice;
  const placeholder = none ? "null" : "free value";
  const { entity } = edge.before;
  const reason = reasonOf(choice, placeholder);
  return {
    step: edge.before,
    column,
    placeholder: new PlaceholderStep(entity, { column, placeholder, reason }),
  };
};
