/** Creates the database of a design and fills it from the row store. */
import { type Diagnostic, info, type Report, report, warning } from "../base/index.ts";
import { type EmbeddedDriver, withAttached } from "../drivers/index.ts";
import { type SchemaDocument, tableViews } from "../schema/index.ts";
import { type CopiedTable, copyTable, STORE } from "./copy-table.ts";
import { createTables } from "./create-tables.ts";
import { removeDanglingRows } from "./dangling-rows.ts";
import { requiredForms } from "./required-forms.ts";
import { unreadableValues } from "./value-forms.ts";

const countText = (count: number, noun: string): string =>
  count === 1 ? `1 ${noun}` : `${count} ${noun}s`;

const refusedRows = ({ view, refused, reason }: CopiedTable): readonly Diagnostic[] => {
  if (refused === 0) return [];
  const { id, name } = view.table;
  const message = `${countText(refused, "row")} of "${name}" do not fit the design: ${reason}.`;
  return [warning("rows-refused", message, { record: id, hint: KEPT_HINT })];
};

const rawRows = ({ view, raw, rawReason }: CopiedTable): readonly Diagnostic[] => {
  if (raw === 0) return [];
  const { id, name } = view.table;
  const message = `${countText(raw, "row")} of "${name}" keep values in another form, because the design rejects the converted ones: ${rawReason}.`;
  return [warning("rows-unconverted", message, { record: id, hint: RAW_HINT })];
};

const filledColumns = ({ view, filled }: CopiedTable): readonly Diagnostic[] =>
  filled.map(({ column, refers }) =>
    info("column-filled", `"${view.table.name}.${column.name}" is new, and rows exist already.`, {
      record: column.id,
      hint: refers ? REFERS_HINT : EMPTY_HINT,
    }),
  );

const REFERS_HINT = "They reference the first row. Allow null to let them reference none.";
const EMPTY_HINT = "They have an empty value. Allow null, or set a default, to choose another.";
const RAW_HINT =
  "Queries find them only by the text that they have. Correct the values or the constraint.";
const KEPT_HINT = "They are kept, and appear again when the design accepts them.";

/** Ends an attempt to copy all tables; its transaction is rolled back. */
class NextAttempt extends Error {
  readonly asTheyAre: ReadonlySet<string>;

  constructor(asTheyAre: ReadonlySet<string>) {
    super("some values must keep their form");
    this.asTheyAre = asTheyAre;
  }
}

type Attempt = {
  readonly copied: readonly CopiedTable[];
  readonly dangling: ReadonlyMap<CopiedTable, number>;
};

/** Copies all tables. @throws NextAttempt if checks require columns to keep their form */
const copyOnce = (
  document: SchemaDocument,
  target: EmbeddedDriver,
  asTheyAre: ReadonlySet<string>,
): Attempt =>
  target.transaction(() => {
    const copied = tableViews(document)
      .filter(view => view.columns.length > 0)
      .map(view => copyTable(document, view, { target, asTheyAre }));
    const required = requiredForms(document, copied);
    if (required.size > 0) throw new NextAttempt(new Set([...asTheyAre, ...required]));
    return { copied, dangling: removeDanglingRows(copied, target) };
  });

/** Each attempt converts fewer columns. */
const copyAll = (
  document: SchemaDocument,
  target: EmbeddedDriver,
  asTheyAre: ReadonlySet<string> = new Set(),
): Attempt => {
  try {
    return copyOnce(document, target, asTheyAre);
  } catch (thrown) {
    if (!(thrown instanceof NextAttempt)) throw thrown;
    return copyAll(document, target, thrown.asTheyAre);
  }
};

const danglingRows = ({ dangling }: Attempt): readonly Diagnostic[] =>
  [...dangling].map(([{ view }, count]) => {
    const { id, name } = view.table;
    const message = `${countText(count, "row")} of "${name}" reference rows that do not exist.`;
    return warning("rows-dangling", message, { record: id, hint: KEPT_HINT });
  });

const valueForms = ({ view, converted, kept }: CopiedTable): readonly Diagnostic[] => [
  ...converted.flatMap(form => unreadableValues(view.table.name, form)),
  ...kept.map(({ column }) => {
    const message = `Values of "${view.table.name}.${column.name}" keep another form than that of the type, because a check requires it.`;
    return warning("values-unconverted", message, { record: column.id, hint: RAW_HINT });
  }),
];

/**
 * Fills the empty database `target` with the tables of `document` and the rows of `store`.
 * Rows that the design rejects remain in the store and are reported.
 */
export const materialize = (
  document: SchemaDocument,
  store: EmbeddedDriver,
  target: EmbeddedDriver,
): Report<void> => {
  target.query("PRAGMA foreign_keys = OFF");
  const made = createTables(document, target);
  const attempt = withAttached(target, { other: store, schema: STORE }, () =>
    copyAll(made.value, target),
  );
  target.query("PRAGMA foreign_keys = ON");
  const ofTables = attempt.copied.flatMap(table => [
    ...refusedRows(table),
    ...rawRows(table),
    ...filledColumns(table),
    ...valueForms(table),
  ]);
  return report(undefined, [...made.diagnostics, ...danglingRows(attempt), ...ofTables]);
};
