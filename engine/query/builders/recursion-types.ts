/** The types of a recursive table: PostgreSQL takes them from the start alone, and steps may lengthen a value. */
import type { ColumnType } from "../../schema/index.ts";
import type { CastType } from "../../sql/index.ts";
import type { Projection } from "../expression.ts";
import { types } from "../expressions/index.ts";

/** The type without a limit, for types that have one. */
const unlimited = (type: ColumnType): CastType | null => {
  switch (type.kind) {
    case "varchar":
    case "char":
    case "enum":
    case "uuid":
      return "text";
    case "decimal":
      return type.precision === null ? null : "decimal";
    case "float":
      return type.bits === 32 ? "float" : null;
    case "integer":
      return type.bits < 32 ? "integer" : null;
    default:
      return null;
  }
};

const FIXED: ReadonlySet<ColumnType["kind"]> = new Set(["enum", "uuid"]);

/** Whether the values of each step have this type too: columns that are passed on, enums, uuids. */
const isKept = (type: ColumnType, step: Projection): boolean =>
  step.kind === "field" &&
  step.type?.kind === type.kind &&
  (FIXED.has(type.kind) ||
    (step.expression.kind === "column" && JSON.stringify(step.type) === JSON.stringify(type)));

/** The projection of the start of a recursion, with values cast where those of the step may be longer. */
export const widened = (start: Projection, step: Projection): Projection => {
  if (start.kind === "object") {
    const of = (name: string): Projection | undefined =>
      step.kind === "object" ? step.fields.find(field => field.name === name)?.value : undefined;
    const fields = start.fields.map(({ name, value }) => {
      const next = of(name);
      return { name, value: next ? widened(value, next) : value };
    });
    return { ...start, fields };
  }
  const { type, expression } = start;
  const target = type ? unlimited(type) : null;
  if (!type || !target || isKept(type, step)) return start;
  const { origin } = expression;
  return {
    kind: "field",
    expression: { kind: "cast", operand: expression, type: target, implicit: true, origin },
    type: types.castTypes[target],
  };
};
