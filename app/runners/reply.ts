/** The replies of a worker. They are untrusted: code in the worker can forge them. */
import * as v from "valibot";
import {
  type EventQuery,
  type Printed,
  ROWS_PER_EVENT,
  type SqlRow,
  type SqlValue,
  type Statement,
} from "../../engine/index.ts";
import { isPlainData } from "./plain-data.ts";
import { type RunOutcome, runLimits } from "./protocol.ts";
import type { ShownValue } from "./shown-value.ts";

export type Reply =
  /** The project is open. */
  | { readonly kind: "ready" }
  | { readonly kind: "outcome"; readonly outcome: RunOutcome }
  /** The worker failed for a reason other than the code. */
  | { readonly kind: "failed"; readonly message: string };

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const milliseconds = v.pipe(v.number(), v.finite());
const range = v.object({ start: count, end: count });
const origin = v.nullable(range);
const nullableText = v.nullable(v.string());

const isSqlValue = (value: unknown): value is SqlValue =>
  value === null || value instanceof Uint8Array || PRIMITIVES.has(typeof value);

const PRIMITIVES: ReadonlySet<string> = new Set(["string", "number", "bigint"]);

/** A loop, because a run can return half a million values. */
const areRows = (rows: unknown): boolean =>
  Array.isArray(rows) &&
  rows.length <= ROWS_PER_EVENT &&
  rows.every(row => Array.isArray(row) && row.every(isSqlValue));

const isParameter = (value: unknown): boolean => typeof value === "boolean" || isSqlValue(value);

const areParameters = (values: unknown): boolean =>
  Array.isArray(values) && values.every(isParameter);

const isObjectOrNull = (value: unknown): boolean => typeof value === "object";

const isNodeOrNull = (value: unknown): boolean =>
  value === null || (typeof value === "object" && "kind" in value);

const cause = v.object({ kind: v.string(), subject: nullableText });

const printed = v.object({
  text: v.string(),
  parameters: v.custom<Printed["parameters"]>(areParameters),
  // The page has no use for the objects that the values came from.
  sources: v.pipe(
    v.unknown(),
    v.transform((): Printed["sources"] => []),
  ),
  holdsValues: v.boolean(),
  placeholders: v.array(range),
  columns: v.array(v.string()),
  spans: v.array(v.object({ start: count, end: count, origin: range })),
});

const statement = v.object({
  number: count,
  cause,
  origin,
  printed,
  // Only printers read the tree. They reject a malformed one.
  statement: v.custom<Statement | null>(isNodeOrNull),
  // Only translations read the query. They reject a malformed one.
  query: v.custom<EventQuery | null>(isObjectOrNull),
  columns: v.array(v.string()),
  rows: v.custom<readonly SqlRow[]>(areRows),
  rowCount: count,
  changes: count,
  error: nullableText,
  milliseconds,
});

const shownValue: v.GenericSchema<ShownValue> = v.variant("kind", [
  v.object({
    kind: v.picklist(["text", "number", "boolean", "nothing", "other"]),
    text: v.string(),
  }),
  v.object({
    kind: v.literal("list"),
    items: v.array(v.lazy(() => shownValue)),
    length: count,
  }),
  v.object({
    kind: v.literal("object"),
    label: v.string(),
    fields: v.array(v.tuple([v.string(), v.lazy(() => shownValue)])),
  }),
  v.object({ kind: v.literal("again"), label: v.string() }),
  v.object({ kind: v.literal("notLoaded"), relation: v.string() }),
]);

const outcome = v.object({
  statements: v.pipe(v.array(statement), v.maxLength(runLimits.statementsShown)),
  totals: v.object({ statements: count, changes: count, milliseconds }),
  lines: v.pipe(
    v.array(
      v.object({
        level: v.picklist(["log", "info", "warn", "error", "debug"]),
        values: v.pipe(v.array(shownValue), v.maxLength(runLimits.valuesInLine)),
        origin,
      }),
    ),
    v.maxLength(runLimits.consoleLines),
  ),
  results: v.pipe(v.array(v.object({ origin, value: shownValue })), v.maxLength(runLimits.results)),
  failure: v.nullable(
    v.object({
      kind: v.picklist(["syntax", "query", "database", "code", "stopped"]),
      code: v.string(),
      message: v.string(),
      hint: nullableText,
      origin,
    }),
  ),
  milliseconds,
  kept: v.boolean(),
  database: v.nullable(v.instance(Uint8Array)),
});

const reply = v.variant("kind", [
  v.object({ kind: v.literal("ready") }),
  v.object({ kind: v.literal("outcome"), outcome }),
  v.object({ kind: v.literal("failed"), message: v.string() }),
]);

/** The reply in a message; null if it does not have the form of one. */
export const readReply = (message: unknown): Reply | null => {
  if (!isPlainData(message)) return null;
  try {
    const parsed = v.safeParse(reply, message, { abortEarly: true });
    return parsed.success ? parsed.output : null;
  } catch {
    // Nested so deeply that the check overflows the stack.
    return null;
  }
};
