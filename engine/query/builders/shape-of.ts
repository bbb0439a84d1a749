/** What lambdas return: shapes to select, values to write. */
import type { TextRange } from "../../base/index.ts";
import type { Path, Shape } from "../expression.ts";
import {
  ExpressionBuilder,
  isQuery,
  typeAsked,
  types,
  valueOfQuery,
} from "../expressions/index.ts";
import { ownType } from "../parameter-type.ts";
import { isRow, pathOfRow, pathTarget } from "../paths.ts";
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
const wholeRow = (row: Path, origin: TextRange | undefined): Shape => ({
  kind: "object",
  fields: pathTarget(row).columns.map(column => {
    const expression = { kind: "column", path: row, column, origin } as const;
    return [column.name, { kind: "field", expression, type: column.type }];
  }),
  row,
});

/** What a lambda of `select` returned. @throws QueryError `invalid-value` */
export const shapeOf = (value: unknown, range: TextRange | undefined): Shape => {
  if (value instanceof ExpressionBuilder) {
    return { kind: "field", expression: value.node, type: value.type };
  }
  if (isQuery(value)) {
    return { kind: "field", expression: valueOfQuery(value, range), type: typeAsked(value) };
  }
  if (isPlainObject(value)) {
    const fields = Object.entries(value).map(
      ([name, inner]) => [name, shapeOf(inner, range)] as const,
    );
    return { kind: "object", fields, row: null };
  }
  const row = typeof value === "object" && value !== null ? pathOfRow(value) : undefined;
  if (row) return wholeRow(row, range);
  if (isPlainValue(value)) {
    const parameter = toParameter(value);
    const type = ownType(parameter);
    const expression = { kind: "value", value: parameter, type, origin: range } as const;
    const isTruth = typeof value === "boolean";
    return { kind: "field", expression, type: isTruth ? types.BOOLEAN : undefined };
  }
  throw new QueryError("invalid-value", "select() needs columns and expressions.", {
    range,
    hint: "Name the columns that you want, .select(p => ({ title: p.title })), or the row itself.",
  });
};

/** The same where no entity can be had. @throws QueryError `invalid-value` */
export const valuesShapeOf = (value: unknown, range: TextRange | undefined): Shape => {
  const shape = shapeOf(value, range);
  if (wholeRowsOf(shape).length === 0) return shape;
  throw new QueryError("invalid-value", "A bulk write gives values, not entities.", {
    range,
    hint: "Name the columns that you want: .returning(p => ({ id: p.id })).",
  });
};
