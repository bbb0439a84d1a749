/** The projections that callbacks return. */
import type { TextRange } from "../../base/index.ts";
import type { Path, Projection } from "../expression.ts";
import {
  ExpressionBuilder,
  isQuery,
  operandType,
  types,
  valueOfQuery,
} from "../expressions/index.ts";
import { isRow } from "../marks.ts";
import { ownType } from "../parameter-type.ts";
import { pathOfRow, pathTarget } from "../paths.ts";
import { QueryError } from "../query-error.ts";
import { wholeRowsOf } from "../query-state.ts";
import { toParameter } from "../values.ts";

const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" &&
  value !== null &&
  Object.getPrototypeOf(value) === Object.prototype &&
  !isRow(value);

const isPlainValue = (value: unknown): boolean =>
  typeof value !== "object" || value === null || value instanceof Date;

/** Every column of a row. */
const wholeRow = (row: Path, origin: TextRange | undefined): Projection => ({
  kind: "object",
  fields: pathTarget(row).columns.map(column => {
    const expression = { kind: "column", path: row, column, origin } as const;
    return { name: column.name, value: { kind: "field", expression, type: column.type } };
  }),
  row,
});

/** The projection that a callback of `select` returned. @throws QueryError `invalid-value` */
export const projectionOf = (value: unknown, range: TextRange | undefined): Projection => {
  if (value instanceof ExpressionBuilder) {
    return { kind: "field", expression: value.node, type: value.type };
  }
  if (isQuery(value)) {
    return { kind: "field", expression: valueOfQuery(value, range), type: operandType(value) };
  }
  if (isPlainObject(value)) {
    const fields = Object.entries(value).map(([name, field]) => ({
      name,
      value: projectionOf(field, range),
    }));
    return { kind: "object", fields, row: null };
  }
  const row = typeof value === "object" && value !== null ? pathOfRow(value) : undefined;
  if (row) return wholeRow(row, range);
  if (isPlainValue(value)) {
    const parameter = toParameter(value);
    const type = ownType(parameter);
    const expression = { kind: "value", value: parameter, type, origin: range } as const;
    const isBoolean = typeof value === "boolean";
    return { kind: "field", expression, type: isBoolean ? types.BOOLEAN : undefined };
  }
  throw new QueryError("invalid-value", "select() expects columns and expressions.", {
    range,
    hint: "Return columns, .select(p => ({ title: p.title })), or the row itself.",
  });
};

/** The same without whole rows. @throws QueryError `invalid-value` */
export const valueProjectionOf = (value: unknown, range: TextRange | undefined): Projection => {
  const projection = projectionOf(value, range);
  if (wholeRowsOf(projection).length === 0) return projection;
  throw new QueryError("invalid-value", "returning() cannot return entities.", {
    range,
    hint: "Return columns: .returning(p => ({ id: p.id })).",
  });
};
